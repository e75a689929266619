import { SystemClock } from '#kernel';
import { SqliteEventStore } from '#event-store/sqlite';
import { MongooseDocuments } from '#persistence/mongoose';
import { KafkaFactLog } from '../src/kafka.js';
import { Publisher } from '../src/publisher.js';
import { published } from '../src/testing/events.js';
import { PUBLIC_URL } from '../src/testing/facts.js';
import { killedAt, type Moment } from './killed-at.js';

/** The publisher of a service in a process of its own, over the events of one file. */
const [, , brokers = '', prefix = '', url = '', database = '', moment = 'never', file = ''] = process.argv;
const documents = await MongooseDocuments.open({ url, database });
const log = KafkaFactLog.open({ brokers: brokers.split(','), clientId: 'specs', prefix });
new Publisher({
  service: 'access-delegation', store: SqliteEventStore.open(file, new SystemClock()), log, documents: killedAt(moment as Moment, 2, documents),
  publicUrl: PUBLIC_URL, publication: published,
}).start();
