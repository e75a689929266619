import { describeConsumer } from './testing/consumer.contract.js';
import { describeFactLog } from './testing/fact-log.contract.js';
import { describeFeed } from './testing/feed.contract.js';
import { onSqlite } from './testing/sqlite-installation.js';
import { describePublisher } from './testing/publisher.contract.js';

describeFactLog('SQLite', onSqlite);
describeConsumer('SQLite', onSqlite);
describeFeed('SQLite', onSqlite);
describePublisher('SQLite', onSqlite);
