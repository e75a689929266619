import { PersonConfirmed, type Fact } from '#contracts';
import { deriveId } from '#http';
import type { EventStore, NewEvent, StoredEvent } from '#kernel';
import { PEOPLE, type DemonstrationPerson } from './people.js';

const FAMILY = 'person-';
const ISSUER = 'b6b0c0f4-6a7e-5a55-8d0a-3f1f8a0f7a11';

/** Records that identity knows the demonstration people. The same events again, after a restart, are the same events. */
export const confirmPeople = async (store: EventStore): Promise<void> => {
  await Promise.all(PEOPLE.map((person) => store.append(`${FAMILY}${person.id}`, [confirmed(person)], 0)));
};

const confirmed = ({ id: personId }: DemonstrationPerson): NewEvent => {
  const eventId = deriveId(ISSUER, personId);
  return {
    type: 'PersonConfirmed',
    data: { personId, identityProof: 'fas', subjects: [] },
    metadata: {
      eventId, commandId: eventId, bodyHash: '', schemaVersion: 1, correlationId: eventId, causationId: eventId, subject: personId,
      actor: { kind: 'operator', id: 'demonstration', assurance: 'none', capacity: 'OPERATOR' },
    },
  };
};

/** The public form of the only event there is. */
export const publishedPerson = ({ stream, version, data, metadata }: StoredEvent): Fact => {
  const personId = stream.slice(FAMILY.length);
  return {
    id: metadata.eventId, source: `/identity/${stream}`, type: PersonConfirmed.type, subject: personId, time: metadata.recordedAt, sequence: version, key: personId,
    data, recorded: { actor: metadata.actor, causationId: metadata.causationId },
  };
};
