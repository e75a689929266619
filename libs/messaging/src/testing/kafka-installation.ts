import { randomUUID } from 'node:crypto';
import type { Documents } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import { ThrowawayDatabases } from '#persistence/testing';
import { createTopics, dropTopics, KafkaFactLog, type KafkaOptions } from '../kafka.js';
import type { Installation } from './installation.js';

/** Documents that outlive a restart. */
type Kept = { open(): Promise<Documents>; shut(documents: Documents): Promise<void>; drop(): Promise<void> };

/** The brokers that KAFKA_BROKERS names. Asked for and not named: the spec fails. */
export const kafkaOptions = (brokers = process.env['KAFKA_BROKERS']): KafkaOptions => {
  if (!brokers) throw new Error('KAFKA_BROKERS does not name the Kafka brokers that this spec needs');
  return { brokers: brokers.split(','), clientId: 'specs', prefix: `${randomUUID()}.` };
};

/** On real brokers, under a name of its own, dropped with all it holds; documents in memory. */
export const onKafka = async (): Promise<Installation> => {
  const documents = new MemoryDocuments();
  return installed({ open: async () => documents, shut: async () => undefined, drop: async () => undefined });
};

/** The same with documents in a database of its own. */
export const onKafkaWithMongoose = async (): Promise<Installation> => {
  const databases = new ThrowawayDatabases();
  const address = databases.next();
  return installed({ open: () => databases.open(address), shut: (documents) => documents.close(), drop: () => databases.drop() });
};

const installed = async (kept: Kept): Promise<Installation> => {
  const options = kafkaOptions();
  await createTopics(options);
  return opened(options, kept);
};

const opened = async (options: KafkaOptions, kept: Kept): Promise<Installation> => {
  const log = KafkaFactLog.open(options);
  const documents = await kept.open();
  const shut = async (): Promise<void> => {
    await log.close();
    await kept.shut(documents);
  };
  return {
    log, documents,
    restart: async () => {
      await shut();
      return opened(options, kept);
    },
    close: async () => {
      await shut();
      await kept.drop();
      await dropTopics(options);
    },
  };
};
