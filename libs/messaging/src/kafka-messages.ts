import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { Message, OutgoingMessage } from './message.js';
import { partitionOf } from './partitioner.js';

/** A partition of ours is named, not left to the client: keys stand where they do in every log. */
export const toKafka = ({ key, headers, value }: OutgoingMessage, partitions: number) =>
  ({ key, value, headers: { ...headers }, partition: partitionOf(key, partitions) });

export const fromKafka = (topic: string, partition: number, { offset, key, value, headers }: KafkaMessage): Message => ({
  topic, partition, offset: Number(offset), key: key?.toString() ?? '', value: value?.toString() ?? '', headers: textOf(headers),
});

/** Of a header given several times, the last counts. */
const textOf = (headers: IHeaders | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) =>
    [name, (Array.isArray(value) ? value.at(-1) : value)?.toString() ?? '']));

/** What a message takes on its way, roughly. */
export const sizeOf = ({ key, headers, value }: OutgoingMessage): number =>
  Object.entries(headers).reduce((sum, [name, header]) => sum + name.length + header.length, 100 + key.length + Buffer.byteLength(value));
