import type { DeriveId, JsonObject, NewEvent } from '#kernel';
import { jsonBytes, keptAs, textsIn, type Bytes, type KeptTexts, type Texts } from './kept-texts.js';

/** The stream of everything received; its versions are the indexes of the ledger. */
export const LEDGER = 'ledger';
/** Namespace of messages, fixed for ever: another one would give a message received again a new event id. */
const MESSAGES = '6b0f4b4c-9f0e-5d53-8a43-2f6d0d3c7e11';

/** A message as it was received, of whatever type. `bytes`: what its texts were, where they are no UTF-8. */
export type ReceivedMessage = Texts & {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly bytes?: Bytes;
};

export const isLedgerEntry = ({ stream, type }: { readonly stream: string; readonly type: string }): boolean => stream === LEDGER && type === 'MessageReceived';

export const messageIn = (data: JsonObject): ReceivedMessage => {
  const { encoding, key, headers, value, ...place } = data as unknown as Pick<ReceivedMessage, 'topic' | 'partition' | 'offset'> & KeptTexts;
  return { ...place, ...textsIn({ ...(encoding === undefined ? {} : { encoding }), key, headers, value }) };
};

/** The place of a message is its identity: received again it is the same event. */
export const ledgerEntry = (message: ReceivedMessage, deriveId: DeriveId): NewEvent => {
  const { topic, partition, offset, headers } = message;
  const place = `${topic}/${String(partition)}/${String(offset)}`;
  const eventId = deriveId(MESSAGES, place);
  const factId = headers['ce_id'];
  const correlationId = factId !== undefined && factId.length <= LONGEST_ID ? factId : eventId;
  return {
    type: 'MessageReceived', data: { topic, partition, offset, ...keptAs(message) },
    metadata: {
      eventId, commandId: eventId, bodyHash: '', schemaVersion: 1, correlationId, causationId: correlationId,
      actor: { kind: 'system', id: LEDGER, capacity: 'SYSTEM', assurance: 'none' },
    },
  };
};

const LONGEST_ID = 255;
/** An entry takes no more than this beside its data. */
const BESIDE = 4_096;

/** How many bytes of JSON an entry takes at most. */
export const sizeOf = ({ data }: Pick<NewEvent, 'data'>): number => BESIDE + jsonBytes(data as unknown as Texts);
