import { randomUUID } from 'node:crypto';
import { MemoryDocuments } from '#persistence/memory';
import { createTopics, dropTopics, KafkaFactLog, type KafkaOptions } from '../kafka.js';
import type { Installation } from './installation.js';

/** The brokers that KAFKA_BROKERS names. Asked for and not named: the spec fails. */
export const kafkaOptions = (brokers = process.env['KAFKA_BROKERS']): KafkaOptions => {
  if (!brokers) throw new Error('KAFKA_BROKERS does not name the Kafka brokers that this spec needs');
  return { brokers: brokers.split(','), clientId: 'specs', prefix: `${randomUUID()}.` };
};

/** On real brokers, under a name of its own, dropped with all it holds; documents in memory outlive a restart. */
export const onKafka = async (): Promise<Installation> => {
  const options = kafkaOptions();
  await createTopics(options);
  return opened(options, new MemoryDocuments());
};

const opened = (options: KafkaOptions, documents: MemoryDocuments): Installation => {
  const log = KafkaFactLog.open(options);
  return {
    log, documents,
    restart: async () => {
      await log.close();
      return opened(options, documents);
    },
    close: async () => {
      await log.close();
      await dropTopics(options);
    },
  };
};
