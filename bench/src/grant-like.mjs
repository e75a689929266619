import { randomUUID } from 'node:crypto';

export const NOW = '2026-11-02T09:00:00.000Z';

/** An event such as a grant leaves behind. */
export const grantLike = (stream) => {
  const id = randomUUID();
  const [authorityId, actorId] = [randomUUID(), randomUUID()];
  return {
    stream, type: 'AccessGranted',
    data: { authorityId, memberId: randomUUID(), grantId: randomUUID(), role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'], includesFuture: false, from: NOW, until: '2028-11-02T09:00:00.000Z', source: 'DIRECT', selfGranted: false },
    metadata: {
      eventId: id, commandId: randomUUID(), bodyHash: id.replaceAll('-', '').repeat(2), correlationId: id, causationId: id,
      actor: { kind: 'person', id: actorId, assurance: 'high', capacity: 'MANAGER', mandateId: randomUUID() },
      decidedOn: [{ stream: 'catalogue', version: 21 }, { stream: 'charter', version: 1 }], schemaVersion: 1, subject: randomUUID(),
    },
  };
};

/** Data and metadata of an event as a store writes them. */
export const writtenOut = ({ data, metadata }) => [JSON.stringify(data), JSON.stringify({ ...metadata, recordedAt: NOW })];
