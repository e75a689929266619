import { jest } from '@jest/globals';
import { describeConsumer } from './testing/consumer.contract.js';
import { describeFactLog } from './testing/fact-log.contract.js';
import { describeFeed } from './testing/feed.contract.js';
import { onKafka } from './testing/kafka-installation.js';
import { describePublisher } from './testing/publisher.contract.js';

jest.setTimeout(30_000);

describeFactLog('Kafka', onKafka);
describeConsumer('Kafka', onKafka);
describeFeed('Kafka', onKafka);
describePublisher('Kafka', onKafka);
