import { BadMessage, toFact } from '#messaging';
import type { ReceivedMessage } from '../../ledger/domain/ledger-entry.js';
import type { ReceivedFact } from '../domain/received-fact.js';

/** The fact that a message of the ledger carries, of a known type or not; undefined when it is none or not its source's to tell. */
export const factIn = (message: ReceivedMessage): ReceivedFact | undefined => {
  try {
    return toFact(message) as ReceivedFact;
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    // The envelope was found good before the type was looked at.
    return error.code === 'unknown-type' || error.code === 'future-schema' ? factOfUnknownType(message) : undefined;
  }
};

const factOfUnknownType = ({ headers, value }: ReceivedMessage): ReceivedFact | undefined => {
  const content = objectIn(value);
  const { recorded, ...data } = content ?? {};
  if (!isRecorded(recorded)) return undefined;
  const header = (name: string): string => headers[name] ?? '';
  return {
    id: header('ce_id'), source: header('ce_source'), type: header('ce_type'), subject: header('ce_subject'), time: header('ce_time'), sequence: Number(header('ce_sequence')),
    data, recorded,
  };
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const objectIn = (value: string): Record<string, unknown> | undefined => {
  try {
    const json: unknown = JSON.parse(value);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

const isRecorded = (value: unknown): value is ReceivedFact['recorded'] =>
  isObject(value) && isObject(value['actor']) && ['kind', 'id', 'capacity'].every((name) => typeof (value['actor'] as Record<string, unknown>)[name] === 'string')
  && ['reasonCode', 'note'].every((name) => value[name] === undefined || typeof value[name] === 'string');
