import type { DeriveId, JsonObject, NewEvent } from '#kernel';

/** The stream of everything received; its versions are the indexes of the ledger. */
export const LEDGER = 'ledger';
/** Namespace of messages, fixed for ever: another one would give a message received again a new event id. */
const MESSAGES = '6b0f4b4c-9f0e-5d53-8a43-2f6d0d3c7e11';

/** A message as it was received, of whatever type. */
export type ReceivedMessage = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
};

export const isLedgerEntry = ({ stream, type }: { readonly stream: string; readonly type: string }): boolean => stream === LEDGER && type === 'MessageReceived';
export const messageIn = (data: JsonObject): ReceivedMessage => data as unknown as ReceivedMessage;

/** The place of a message is its identity: received again it is the same event. */
export const ledgerEntry = ({ topic, partition, offset, key, headers, value }: ReceivedMessage, deriveId: DeriveId): NewEvent => {
  const place = `${topic}/${String(partition)}/${String(offset)}`;
  const eventId = deriveId(MESSAGES, place);
  return {
    type: 'MessageReceived', data: { topic, partition, offset, key, headers: { ...headers }, value },
    metadata: {
      eventId, commandId: eventId, bodyHash: '', schemaVersion: 1, correlationId: headers['ce_id'] ?? eventId, causationId: headers['ce_id'] ?? eventId,
      actor: { kind: 'system', id: LEDGER, capacity: 'SYSTEM', assurance: 'none' },
    },
  };
};
