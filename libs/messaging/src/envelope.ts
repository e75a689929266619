import { ownsTopic, topics, type Fact } from '#contracts';
import { BadMessage } from './bad-message.js';
import type { OutgoingMessage } from './message.js';

/** What the headers tell, before the value is looked at. */
export type Envelope = Omit<Fact, 'data' | 'recorded'>;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const SEQUENCE = /^\d{20}$/;

/** Reads the CloudEvents headers of a message and checks that its source may write this topic. @throws BadMessage */
export const envelopeOf = (message: OutgoingMessage): Envelope => {
  const { headers, key } = message;
  const header = (name: string): string => {
    const value = headers[name];
    if (value === undefined || value === '') throw new BadMessage('missing-header', name);
    return value;
  };
  const { traceparent } = headers;
  const envelope: Envelope = {
    id: header('ce_id'), source: header('ce_source'), type: header('ce_type'), subject: header('ce_subject'),
    time: header('ce_time'), sequence: sequenceOf(header('ce_sequence')), key,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
  if (header('ce_specversion') !== '1.0') throw new BadMessage('bad-header', 'ce_specversion');
  if (!INSTANT.test(envelope.time) || Number.isNaN(Date.parse(envelope.time))) throw new BadMessage('bad-header', 'ce_time');
  const topic = topics.find((other) => other.topic === message.topic);
  if (!topic || !ownsTopic(envelope.source, topic)) throw new BadMessage('foreign-source', `${envelope.source} does not own ${message.topic}`);
  return envelope;
};

const sequenceOf = (text: string): number => {
  const sequence = Number(text);
  if (!SEQUENCE.test(text) || !Number.isSafeInteger(sequence) || sequence < 1) throw new BadMessage('bad-header', 'ce_sequence');
  return sequence;
};

/** True for the next fact of its source, false for one already taken. @throws BadMessage when one between is missing. */
export const isNext = ({ source, sequence }: Envelope, last: number): boolean => {
  if (sequence > last + 1) throw new BadMessage('gap', `${source} is at ${String(last)}, this is ${String(sequence)}`);
  return sequence === last + 1;
};
