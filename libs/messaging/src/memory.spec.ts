import { describeConsumer } from './testing/consumer.contract.js';
import { describeFactLog } from './testing/fact-log.contract.js';
import { describeFeed } from './testing/feed.contract.js';
import { inMemory } from './testing/memory-installation.js';
import { describePublisher } from './testing/publisher.contract.js';

describeFactLog('memory', inMemory);
describeConsumer('memory', inMemory);
describeFeed('memory', inMemory);
describePublisher('memory', inMemory);
