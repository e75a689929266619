import { contractOf, schemaAddress, topics, type Fact } from '#contracts';
import { BadMessage } from './bad-message.js';
import { envelopeOf } from './envelope.js';
import type { OutgoingMessage } from './message.js';
import { recordedValidator } from './recorded-schema.js';

const DIGITS = 20;

/** A fact as a Kafka message, in the binary mode of CloudEvents. Refuses what a consumer would refuse. @throws BadMessage */
export const toMessage = (fact: Fact, publicUrl: string): OutgoingMessage => {
  const contract = contractOf(fact.type);
  if (!contract) throw unknown(fact.type);
  const message = {
    topic: contract.topic.topic,
    key: fact.key,
    headers: {
      ce_id: fact.id, ce_source: fact.source, ce_specversion: '1.0', ce_type: fact.type, ce_subject: fact.subject, ce_time: fact.time,
      ce_sequence: String(fact.sequence).padStart(DIGITS, '0'),
      ce_dataschema: schemaAddress(publicUrl, fact.type),
      ...(fact.traceparent === undefined ? {} : { traceparent: fact.traceparent }),
      'content-type': 'application/json',
    },
    value: JSON.stringify({ ...(fact.data as object), recorded: fact.recorded }),
  };
  toFact(message);
  return message;
};

/** The fact in a message, checked against its contract; unknown fields are kept and mean nothing. @throws BadMessage */
export const toFact = (message: OutgoingMessage): Fact => {
  const envelope = envelopeOf(message);
  const known = contractOf(envelope.type);
  if (!known) throw unknown(envelope.type);
  const { topic, contract } = known;
  if (topic.topic !== message.topic) throw new BadMessage('foreign-type', `${envelope.type} belongs to ${topic.topic}`);
  const { recorded, ...data } = parsed(message.value);
  if (!contract.validator.Check(data)) throw new BadMessage('invalid-data', pointers(contract.validator.Errors(data)));
  if (!recordedValidator.Check(recorded)) throw new BadMessage('invalid-data', pointers(recordedValidator.Errors(recorded), '/recorded'));
  if (topic.key !== 'none' && data[`${topic.key}Id`] !== message.key) throw new BadMessage('wrong-key', `not its ${topic.key}`);
  return { ...envelope, data, recorded };
};

const parsed = (value: string): Record<string, unknown> => {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    throw new BadMessage('not-json', 'the value does not parse');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new BadMessage('not-json', 'the value is no object');
  return json as Record<string, unknown>;
};

const VERSIONED = /^(.+)\.v\d+$/;

/** A version of a fact we know otherwise is told apart from a fact never heard of. */
const unknown = (type: string): BadMessage => {
  const name = VERSIONED.exec(type)?.[1];
  const kin = topics.some(({ facts }) => facts.some((contract) => name !== undefined && VERSIONED.exec(contract.type)?.[1] === name));
  return new BadMessage(kin ? 'future-schema' : 'unknown-type', type);
};

/** Where data break their schema, never what they hold. */
const pointers = (errors: readonly { readonly instancePath: string; readonly keyword: string }[], prefix = ''): string =>
  errors.slice(0, 5).map(({ instancePath, keyword }) => `${prefix}${instancePath || '/'} ${keyword}`).join(', ');
