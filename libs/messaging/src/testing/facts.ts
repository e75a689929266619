import type { Fact } from '#contracts';
import { toMessage } from '../cloud-events.js';
import type { OutgoingMessage } from '../message.js';

export const PUBLIC_URL = 'http://localhost:3000';
export const TOPIC = 'access-delegation.authorities';

/** A readable UUID. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const sourceOf = (authorityId: string): string => `/access-delegation/authority-${authorityId}`;

/** What any published fact of an authority looks like; `of` changes what matters. */
export const missing = (authorityId: string, sequence: number, of: Partial<Fact> = {}): Fact => ({
  id: `${authorityId}/${String(sequence)}`,
  source: sourceOf(authorityId),
  type: 'access-delegation.manager-missing.v1',
  subject: authorityId,
  time: '2026-03-02T08:00:00.000Z',
  sequence,
  key: authorityId,
  data: { authorityId },
  recorded: { actor: { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' }, causationId: uuid(999) },
  ...of,
});

export const restored = (authorityId: string, sequence: number): Fact => missing(authorityId, sequence, { type: 'access-delegation.manager-restored.v1' });

export const sent = (fact: Fact): OutgoingMessage => toMessage(fact, PUBLIC_URL);

/** A message of a type that this build has never heard of. */
export const unheardOf = (authorityId: string, sequence: number, type = 'access-delegation.manager-cloned.v1'): OutgoingMessage => {
  const message = sent(missing(authorityId, sequence));
  return { ...message, headers: { ...message.headers, ce_type: type } };
};

/** A message whose value is no JSON. */
export const garbled = (authorityId: string, sequence: number): OutgoingMessage => ({ ...sent(missing(authorityId, sequence)), value: '{' });
