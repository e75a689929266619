import { jest } from '@jest/globals';
import { describeConsumer } from './testing/consumer.contract.js';
import { onKafkaWithMongoose } from './testing/kafka-installation.js';
import { describePublisher } from './testing/publisher.contract.js';

jest.setTimeout(30_000);

describeConsumer('Kafka with documents in MongoDB', onKafkaWithMongoose);
describePublisher('Kafka with documents in MongoDB', onKafkaWithMongoose);
