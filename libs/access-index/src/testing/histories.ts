import fc from 'fast-check';
import { ACCESS_ROLES, STAFF_FUNCTIONS, type Fact } from '#contracts';
import { FactLog } from './fact-log.js';
import { day, grantId, mandateId, memberId, otherId, world } from './small-world.js';

/** One change of the small world, by numbers: which one, and what about it. */
export type Step = { readonly kind: number; readonly days: number; readonly who: number; readonly what: number; readonly from: number; readonly until: number };
type Change = (log: FactLog, step: Step, number: number, today: number) => void;

const EVERY_TYPE = ['MUNICIPALITY', 'PROVINCE'] as const;
const TITLE = { fr: 'titre' };
const pick = <T>(values: readonly T[], number: number): T => values[number % values.length] as T;
const authorityOf = ({ who }: Step): string => pick(world.authorities, who);
const personOf = ({ what }: Step): string => pick(world.persons, what);
const memberOf = ({ who, what }: Step): string => memberId((who % 3) * 10 + (what % 4));
const mandateOf = ({ who, what }: Step): string => mandateId((who % 3) * 10 + (what % 3));
const scopeOf = (step: Step): string | null => (step.from % 2 === 0 ? null : authorityOf(step));
const endOf = ({ until }: Step, today: number): string | null => (until % 3 === 0 ? null : day(today + until));

const register: Change = (log, step) => {
  log.authority(authorityOf(step), 'access-delegation.authority-registered.v1', {
    type: pick(EVERY_TYPE, step.what), name: TITLE, enterpriseNumber: null, nisCode: null, province: null, supervision: step.until % 4 === 0 ? 'OTHER' : 'REGION', languages: ['fr'],
  });
};
const publish: Change = (log, { who, what }) => {
  const category = pick(world.categories, who);
  const appliesTo = what % 5 === 0 ? [EVERY_TYPE[0]] : [...EVERY_TYPE];
  log.region('catalogue', 'access-delegation.category-published.v1', { ...category, title: TITLE, appliesTo, ...(what % 3 === 0 ? { assurance: 'high' as const } : {}) });
};
const prepare: Change = (log, step, _, today) => {
  log.authority(authorityOf(step), 'access-delegation.member-prepared.v1', {
    memberId: memberOf(step), personId: step.from % 3 === 0 ? null : personOf(step), function: 'OTHER', from: day(today + (step.from % 7) - 3), until: endOf(step, today),
  });
  if (step.from % 3 === 1) log.authority(authorityOf(step), 'access-delegation.member-identified.v1', { memberId: memberOf(step), personId: personOf(step) });
};
const grant: Change = (log, step, at, today) => {
  const listed = world.categories.filter((_, index) => index === step.from % 3 || step.until % 2 === index % 2);
  log.authority(authorityOf(step), 'access-delegation.access-granted.v1', {
    memberId: memberOf(step), grantId: grantId(at), role: pick(ACCESS_ROLES, step.from + step.what),
    subject: pick(listed, 0).subject, categories: listed.map(({ code }) => code), includesFuture: step.from % 4 === 0,
    from: day(today + (step.from % 9) - 4), until: endOf(step, today), source: 'DIRECT', selfGranted: false,
  });
};
type GrantType = 'access-delegation.access-revoked.v1' | 'access-delegation.access-expired.v1';
type GrantIds = { readonly authorityId: string; readonly memberId: string; readonly grantId: string };
const ofSomeGrant = (type: GrantType): Change => (log, step) => {
  const granted = log.facts.filter((fact) => fact.type === 'access-delegation.access-granted.v1');
  if (granted.length === 0) return;
  const { authorityId, memberId: member, grantId: id } = pick(granted, step.from * 7 + step.until).data as GrantIds;
  log.authority(authorityId, type, { memberId: member, grantId: id });
};
const startMandate: Change = (log, step, _, today) => {
  log.authority(authorityOf(step), 'access-delegation.mandate-started.v1', {
    mandateId: mandateOf(step), memberId: memberOf(step), personId: personOf(step), kind: 'PRIMARY', from: day(today + (step.from % 5) - 2), until: day(today + 5 + step.until), designationId: otherId(1),
  });
};
const withdrawalOf = (step: Step) => {
  const authorityId = scopeOf(step);
  return { withdrawalId: otherId(10 + (authorityId === null ? 0 : 1 + world.authorities.findIndex((id) => id === authorityId))), authorityId };
};
const lastCharter = (log: FactLog): number => log.facts.filter(({ type }) => type === 'access-delegation.charter-published.v1').length;

const acceptCharter: Change = (log, step) => {
  const charterVersion = Math.max(lastCharter(log) - (step.from % 4 === 0 ? 1 : 0), 1);
  log.authority(authorityOf(step), 'access-delegation.charter-accepted.v1', { mandateId: mandateOf(step), personId: personOf(step), charterVersion });
};

const mostly: readonly Change[] = [grant, grant, grant, publish, acceptCharter, startMandate];
const changes: readonly Change[] = [
  prepare, ...Array.from({ length: 5 }, () => mostly).flat(),
  ofSomeGrant('access-delegation.access-revoked.v1'),
  ofSomeGrant('access-delegation.access-expired.v1'),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.member-identified.v1', { memberId: memberOf(step), personId: personOf(step) }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.member-suspended.v1', { memberId: memberOf(step), level: 'MANAGER' }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.member-resumed.v1', { memberId: memberOf(step) }),
  (log, step, _, today) => log.authority(authorityOf(step), 'access-delegation.member-left.v1', { memberId: memberOf(step), at: day(today + (step.until % 10)) }),
  (log, step, _, today) => log.authority(authorityOf(step), 'access-delegation.membership-extended.v1', { memberId: memberOf(step), until: endOf(step, today) }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.authority-merged.v1', { successorId: pick(world.authorities, step.who + 1 + (step.what % 5 === 0 ? 2 : step.what % 2)) }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.authority-closed.v1', {}),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.authority-reopened.v1', {}),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.authority-reopened.v1', {}),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.authority-details-corrected.v1', { supervision: step.what % 2 === 0 ? 'OTHER' : 'REGION' }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.mandate-suspended.v1', { mandateId: mandateOf(step), level: 'REGION' }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.mandate-resumed.v1', { mandateId: mandateOf(step) }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.mandate-ended.v1', { mandateId: mandateOf(step), reason: step.from % 2 === 0 ? 'EXPIRED' : 'RESIGNED' }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.office-holder-recorded.v1', { officeHolderId: otherId(step.from % 2), personId: personOf(step), capacity: 'MAYOR' }),
  (log, step) => log.authority(authorityOf(step), 'access-delegation.office-holder-ended.v1', { officeHolderId: otherId(step.from % 2), personId: personOf(step) }),
  (log, { who }) => log.region('catalogue', 'access-delegation.category-closed.v1', { code: pick(world.categories, who).code }),
  (log) => log.region('charter', 'access-delegation.charter-published.v1', { version: lastCharter(log) + 1, text: TITLE, sha256: '0'.repeat(64) }),
  (log, step, _, today) => log.withdrawal(personOf(step), 'access-delegation.withdrawal-ordered.v1', { ...withdrawalOf(step), decideBefore: day(today + 30) }),
  (log, step) => log.withdrawal(personOf(step), 'access-delegation.withdrawal-confirmed.v1', withdrawalOf(step)),
  (log, step) => log.withdrawal(personOf(step), 'access-delegation.withdrawal-lifted.v1', withdrawalOf(step)),
  (log, step) => log.withdrawal(personOf(step), 'access-delegation.withdrawal-lifted.v1', withdrawalOf(step)),
  (log, step) => log.region('staff', 'access-delegation.staff-appointed.v1', { personId: personOf(step), function: pick(STAFF_FUNCTIONS, step.who), scope: { subjects: step.from % 2 === 0 ? [] : ['FINANCE'], provinces: [] } }),
  (log, step) => log.region('staff', 'access-delegation.staff-dismissed.v1', { personId: personOf(step), function: pick(STAFF_FUNCTIONS, step.who) }),
];

/** Three authorities, two categories, of which one is not offered to all of them yet, and a charter; and, for most histories, a manager with some access in each authority. */
const opening = (log: FactLog, withMembers: boolean): void => {
  const zero = { kind: 0, days: 0, from: 1, until: 42 };
  for (const who of [0, 1, 2]) register(log, { ...zero, who, what: who, until: who + 1 }, 0, 0);
  for (const who of [0, 1]) publish(log, { ...zero, who, what: who === 0 ? 1 : 5 }, 0, 0);
  log.region('charter', 'access-delegation.charter-published.v1', { version: 1, text: TITLE, sha256: '0'.repeat(64) });
  if (!withMembers) return;
  for (const who of [0, 1, 2]) for (const what of [0, 1, 2]) {
    const step = { ...zero, who, what };
    prepare(log, step, 0, 0);
    startMandate(log, step, 0, 0);
    if (what < 2) acceptCharter(log, step, 0, 0);
    grant(log, { ...step, from: who + what, until: 40 + what }, 1000 + who * 3 + what, 0);
  }
};

const historyOf = (steps: readonly Step[], withMembers: boolean): readonly Fact[] => {
  const log = new FactLog(day(0));
  opening(log, withMembers);
  let today = 0;
  for (const [index, step] of steps.entries()) {
    today += step.days;
    log.now = day(today);
    pick(changes, step.kind)(log, step, index + 1, today);
  }
  return log.facts;
};

const small = fc.nat({ max: 50 });
const step = fc.record({ kind: fc.nat({ max: changes.length - 1 }), days: fc.nat({ max: 3 }), who: fc.nat({ max: 2 }), what: fc.nat({ max: 11 }), from: small, until: small });
const steps = fc.array(step, { maxLength: 40, size: 'max' });

/** Histories of the small world that look like real ones: numbered per source, in time. */
export const histories: fc.Arbitrary<readonly Fact[]> = fc.tuple(steps, fc.nat({ max: 4 })).map(([taken, chance]) => historyOf(taken, chance > 0));
