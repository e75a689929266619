import type { Fact } from '#contracts';
import type { NewEvent, StoredEvent } from '#kernel';
import { uuid } from './facts.js';

let made = 0;

/** A stored event of an authority, before it is appended. */
export const managerMissing = (): NewEvent => {
  made += 1;
  return {
    type: 'ManagerMissing', data: {},
    metadata: {
      eventId: uuid(100_000 + made), commandId: uuid(1), bodyHash: '', schemaVersion: 1, correlationId: uuid(1), causationId: uuid(1),
      actor: { kind: 'system', id: 'timers', assurance: 'none', capacity: 'SYSTEM' },
    },
  };
};

/** The publication function of a service that has this one event. */
export const published = ({ stream, version, metadata }: StoredEvent): Fact => {
  const authorityId = stream.slice('authority-'.length);
  return {
    id: metadata.eventId, source: `/access-delegation/${stream}`, type: 'access-delegation.manager-missing.v1', subject: authorityId,
    time: metadata.recordedAt, sequence: version, key: authorityId, data: { authorityId },
    recorded: { actor: metadata.actor, causationId: metadata.causationId },
  };
};
