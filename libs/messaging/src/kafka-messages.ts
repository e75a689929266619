import { isUtf8 } from 'node:buffer';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { Message, MessageBytes, OutgoingMessage } from './message.js';
import { partitionOf } from './partitioner.js';

/** A partition of ours is named, not left to the client: keys stand where they do in every log. */
export const toKafka = ({ key, headers, value }: OutgoingMessage, partitions: number) =>
  ({ key, value, headers: { ...headers }, partition: partitionOf(key, partitions) });

export const fromKafka = (topic: string, partition: number, { offset, key, value, headers }: KafkaMessage): Message => {
  const bytes = { key: key ?? NONE, headers: lastOf(headers), value: value ?? NONE };
  const texts = { key: bytes.key.toString(), headers: eachOf(bytes.headers, (header) => header.toString()), value: bytes.value.toString() };
  return { topic, partition, offset: Number(offset), ...texts, ...(isText(bytes) ? {} : { bytes }) };
};

const NONE = Buffer.alloc(0);

/** Of a header given several times, the last counts. */
const lastOf = (headers: IHeaders | undefined): Readonly<Record<string, Buffer>> =>
  eachOf(headers ?? {}, (given) => Buffer.from((Array.isArray(given) ? given.at(-1) : given) ?? NONE));

const eachOf = <From, To>(headers: Readonly<Record<string, From>>, to: (header: From) => To): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, to(header)]));

const isText = ({ key, headers, value }: MessageBytes): boolean => isUtf8(value) && isUtf8(key) && Object.values(headers).every(isUtf8);

/** What a message takes on its way, roughly. */
export const sizeOf = ({ key, headers, value }: OutgoingMessage): number =>
  Object.entries(headers).reduce((sum, [name, header]) => sum + name.length + header.length, 100 + key.length + Buffer.byteLength(value));
