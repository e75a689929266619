import { randomUUID } from 'node:crypto';
import type { JsonObject, NewEvent } from '#kernel';

/** Some event to append. */
export const happened = (what: string, data: JsonObject = {}, eventId: string = randomUUID()): NewEvent => ({
  type: 'SomethingHappened',
  data: { what, ...data },
  metadata: {
    eventId, commandId: randomUUID(), bodyHash: 'hash', schemaVersion: 1, correlationId: 'correlation', causationId: 'cause',
    actor: { kind: 'system', id: 'contract', assurance: 'high', capacity: 'SYSTEM' },
  },
});

export const several = (count: number): readonly NewEvent[] => Array.from({ length: count }, (_, index) => happened(String(index + 1)));
