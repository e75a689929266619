import './kafka-idle-timer.js';
import './kafka-one-socket.js';
import { Kafka, logLevel, type KafkaConfig, type RetryOptions } from 'kafkajs';

export type KafkaOptions = Pick<KafkaConfig, 'ssl' | 'sasl' | 'clientId'> & {
  readonly brokers: readonly string[];
  /** Before the names of topics and groups, where several installations share a cluster. */
  readonly prefix?: string;
  /** Told what the client has to say beside its errors: a broker that went away, a group that is cut anew. */
  readonly onWarning?: (text: string) => void;
};

/** Of one connection: what lasts longer is tried again by who asked, which then tells that it does not get on. */
export const RETRY: Required<Pick<RetryOptions, 'initialRetryTime' | 'maxRetryTime' | 'factor' | 'multiplier' | 'retries'>> =
  { initialRetryTime: 50, maxRetryTime: 1_000, factor: 0.2, multiplier: 2, retries: 4 };

const AUTHENTICATION_MILLIS = 10_000;

export const connectionOf = ({ brokers, clientId = 'guichet', ssl, sasl }: KafkaOptions) => ({
  brokers: [...brokers], clientId,
  ...(ssl === undefined ? {} : { ssl }),
  ...(sasl === undefined ? {} : { sasl }),
  connectionTimeout: 3_000, authenticationTimeout: AUTHENTICATION_MILLIS, requestTimeout: 30_000, enforceRequestTimeout: true,
  reauthenticationThreshold: AUTHENTICATION_MILLIS, retry: RETRY,
});

export const clientOf = (options: KafkaOptions): Kafka => new Kafka({
  ...connectionOf(options),
  logLevel: logLevel.WARN,
  logCreator: () => ({ log: { message } }) => { options.onWarning?.(message); },
});

/** Names on the brokers, which several installations may share. */
export const nameOf = ({ prefix = '' }: KafkaOptions, name: string): string => `${prefix}${name}`;
