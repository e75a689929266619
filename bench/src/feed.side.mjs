import { randomUUID } from 'node:crypto';
import { Feed } from '../../dist/libs/messaging/src/feed.js';
import { KafkaFactLog } from '../../dist/libs/messaging/src/kafka.js';
import { clientOf, TOPIC } from './kafka-sides.mjs';
import { untilStopped } from './side.mjs';

const [kind, json, count] = process.argv.slice(2);
const options = JSON.parse(json);
const facts = Number(count);
const megabytes = [];
const done = Promise.withResolvers();
let seen = 0;
const take = () => {
  seen += 1;
  if (seen % (facts / 10) === 0) megabytes.push(Math.round(process.memoryUsage().rss / 1e6));
  if (seen === facts) done.resolve();
};

const feed = () => {
  const log = KafkaFactLog.open(options);
  const following = new Feed({ log, topics: [TOPIC], apply: take });
  following.start();
  return async () => { await following.stop(); await log.close(); };
};

const client = async () => {
  const consumer = clientOf(options).consumer({ groupId: `raw-${randomUUID()}`, allowAutoTopicCreation: false });
  await consumer.connect();
  await consumer.subscribe({ topics: [`${options.prefix}${TOPIC}`], fromBeginning: true });
  await consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => { for (const { value } of batch.messages) if (JSON.parse(value.toString())) take(); } });
  return () => consumer.disconnect();
};

const start = performance.now();
const close = await (kind === 'feed' ? feed : client)();
untilStopped(close);
await done.promise;
process.send({ perSecond: facts / (performance.now() - start) * 1000, megabytes });
