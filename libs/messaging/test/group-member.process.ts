import { MongooseDocuments } from '#persistence/mongoose';
import { Consumer } from '../src/consumer.js';
import { KafkaFactLog } from '../src/kafka.js';
import { TOPIC } from '../src/testing/facts.js';
import { Notebook } from '../src/testing/notebook.js';
import { killedAt, type Moment } from './killed-at.js';

/** One member of the group `notes` in a process of its own, which notes what it is given in documents that all share. */
const [, , brokers = '', prefix = '', url = '', database = '', moment = 'never'] = process.argv;
const documents = await MongooseDocuments.open({ url, database });
const log = KafkaFactLog.open({ brokers: brokers.split(','), clientId: 'specs', prefix });
new Consumer({
  log, documents: killedAt(moment as Moment, 3, documents), group: 'notes', topics: [TOPIC], handlers: new Notebook(documents), pausesMillis: [1], limit: 20,
}).start();
