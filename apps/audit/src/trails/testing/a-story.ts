import type { Fact, Recorded } from '#contracts';
import { instant, millisOf } from '#kernel';

const uuid = (kind: string, number: number): string => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const commune = uuid('a', 1);
export const successor = uuid('a', 2);
export const [mayor, director, manager, agent, officer, colleague] = [uuid('b', 1), uuid('b', 2), uuid('b', 3), uuid('b', 4), uuid('b', 5), uuid('b', 6)];
export const [managerMember, agentMember] = [uuid('c', 1), uuid('c', 2)];
export const [grant, renewed, restored] = [uuid('d', 1), uuid('d', 2), uuid('d', 3)];
const [mandate, designation, refused, lapsed, withdrawal, office] = [uuid('e', 1), uuid('f', 1), uuid('f', 2), uuid('f', 3), uuid('f', 4), uuid('f', 5)];

export const BEGIN = '2027-03-01T08:00:00.000Z';
const FROM = '2027-02-28T23:00:00.000Z';
const UNTIL = '2027-12-31T23:00:00.000Z';
const SHA = '0'.repeat(64);
const title = { fr: 'Budget', nl: 'Begroting' };

type Actor = Recorded['actor'];
type More = Partial<Omit<Fact, 'recorded'>> & { readonly recorded?: Partial<Recorded> };
const by = (id: string, capacity: string): Actor => ({ kind: 'person', id, capacity, assurance: 'high' });
const system: Actor = { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' };
const operator: Actor = { kind: 'operator', id: 'command-line', capacity: 'OPERATOR', assurance: 'high' };
const asManager = by(manager, 'MANAGER');
const asOfficer = by(officer, 'OFFICER');

/** Facts as services would publish them: numbered per source, an hour apart. */
export class Story {
  readonly facts: Fact[] = [];
  private readonly versions = new Map<string, number>();

  authority(type: string, actor: Actor, data: object = {}, more: More = {}): Fact {
    return this.elsewhere(commune, type, actor, data, more);
  }

  elsewhere(id: string, type: string, actor: Actor, data: object = {}, more: More = {}): Fact {
    return this.tell('access-delegation', `authority-${id}`, type, id, actor, { authorityId: id, ...data }, more);
  }

  designation(id: string, type: string, actor: Actor, data: object = {}): Fact {
    return this.tell('access-delegation', `designation-${id}`, type, commune, actor, { designationId: id, authorityId: commune, ...data });
  }

  withdrawal(type: string, authorityId: string | null = null, data: object = {}, more: More = {}): Fact {
    return this.tell('access-delegation', `withdrawal-${agent}`, type, agent, asOfficer, { withdrawalId: withdrawal, personId: agent, authorityId, ...data }, more);
  }

  region(family: string, type: string, data: object): Fact {
    return this.tell('access-delegation', family, type, family, operator, data);
  }

  tell(service: string, stream: string, name: string, key: string, actor: Actor, data: object, more: More = {}): Fact {
    const sequence = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, sequence);
    const time = instant(millisOf(BEGIN) + this.facts.length * 3_600_000);
    const { recorded, ...over } = more;
    const fact: Fact = {
      id: `${stream}/${String(sequence)}`, source: `/${service}/${stream}`, type: `${service}.${name}.v1`, subject: key, time, sequence, key, data,
      ...over, recorded: { actor, causationId: uuid('9', 1), ...recorded },
    };
    this.facts.push(fact);
    return fact;
  }
}

export const granted = {
  memberId: agentMember, grantId: grant, role: 'EDITOR', subject: 'FIN', categories: ['BUDGET', 'LOAN'], includesFuture: false, from: FROM, until: UNTIL, source: 'DIRECT', selfGranted: false,
};
const drafted = {
  designeeId: manager, memberId: null, kind: 'PRIMARY', function: 'HEAD_OF_SERVICE', from: FROM, until: UNTIL, pieces: [], onPaper: false,
  signatories: [{ personId: mayor, capacity: 'MAYOR', byDelegation: false }, { personId: director, capacity: 'DIRECTOR_GENERAL', byDelegation: false }],
};
const asMayor = by(mayor, 'ANYONE');

const theRegion = (story: Story): void => {
  story.region('catalogue', 'subject-published', { code: 'FIN', title: { fr: 'Finances' } });
  story.region('catalogue', 'category-published', { code: 'BUDGET', subject: 'FIN', title, kind: 'TSA', appliesTo: ['MUNICIPALITY'] });
  story.region('catalogue', 'category-closed', { code: 'BUDGET' });
  story.region('charter', 'charter-published', { version: 1, text: { fr: 'Je m’engage' }, sha256: SHA });
  story.region('staff', 'staff-appointed', { personId: officer, function: 'OFFICER', scope: { subjects: [], provinces: ['90000'] } });
  story.region('staff', 'staff-dismissed', { personId: colleague, function: 'AUDITOR' });
  story.tell('identity', `person-${manager}`, 'person-confirmed', manager, system, { personId: manager, identityProof: 'fas', subjects: [managerMember] });
};

const theDesignation = (story: Story): void => {
  const own = by(manager, 'ANYONE');
  story.designation(designation, 'designation-drafted', asMayor, drafted);
  story.designation(designation, 'designation-signed', asMayor, { personId: mayor, capacity: 'MAYOR', contentSha256: SHA });
  story.designation(designation, 'designation-submitted', system);
  story.designation(designation, 'designation-accepted', own, { personId: manager, charterVersion: 1 });
  story.designation(designation, 'designee-identified', system, { personId: manager });
  story.designation(designation, 'review-started', asOfficer);
  story.designation(designation, 'information-requested', asOfficer);
  story.designation(designation, 'information-provided', asMayor, { pieces: [] });
  story.designation(designation, 'capacity-verified', asOfficer, { personId: mayor, capacity: 'MAYOR' });
  story.designation(designation, 'designation-approved', asOfficer, { acceptBefore: UNTIL });
  story.designation(designation, 'designation-took-effect', system, { mandateId: mandate });
  story.designation(refused, 'designation-drafted', asMayor, { ...drafted, kind: 'DEPUTY' });
  story.designation(refused, 'designation-refused', asOfficer);
  story.designation(lapsed, 'designation-drafted', asMayor, drafted);
  story.designation(lapsed, 'designation-lapsed', system);
  story.designation(lapsed, 'designation-withdrawn', asMayor);
  story.designation(lapsed, 'designation-could-not-take-effect', system, { code: 'too-many-deputies' });
};

const theMandate = (story: Story): void => {
  story.authority('authority-registered', operator, { type: 'MUNICIPALITY', name: { fr: 'Namur' }, enterpriseNumber: null, nisCode: '92094', province: '90000', supervision: 'REGION', languages: ['fr'] });
  story.authority('office-holder-recorded', system, { officeHolderId: office, personId: mayor, capacity: 'MAYOR' });
  story.authority('member-prepared', system, { memberId: managerMember, personId: manager, function: 'HEAD_OF_SERVICE', from: FROM, until: null });
  story.authority('member-identified', system, { memberId: managerMember, personId: manager });
  story.authority('mandate-started', system, { mandateId: mandate, memberId: managerMember, personId: manager, kind: 'PRIMARY', from: FROM, until: UNTIL, designationId: designation });
  story.authority('charter-accepted', by(manager, 'ANYONE'), { mandateId: mandate, personId: manager, charterVersion: 1 });
  story.authority('manager-gap-foreseen', system, { on: UNTIL, daysLeft: 30 });
  story.authority('manager-missing', system);
  story.authority('manager-restored', system);
  story.authority('authority-details-corrected', operator, { nisCode: '92095' });
};

const theMember = (story: Story): void => {
  story.authority('member-prepared', asManager, { memberId: agentMember, personId: null, function: 'ADMINISTRATIVE_AGENT', from: FROM, until: UNTIL });
  story.authority('access-granted', asManager, granted);
  story.authority('member-identified', system, { memberId: agentMember, personId: agent });
  story.authority('member-function-changed', asManager, { memberId: agentMember, function: 'LEGAL_OFFICER' });
  story.authority('member-suspended', asManager, { memberId: agentMember, level: 'MANAGER' });
  story.authority('member-resumed', asManager, { memberId: agentMember });
  story.authority('access-revoked', asManager, { memberId: agentMember, grantId: grant }, { recorded: { reasonCode: 'JOB_CHANGED' } });
  story.authority('access-granted', asManager, { ...granted, grantId: renewed, renews: grant, includesFuture: true, until: null, selfGranted: true });
  story.authority('access-granted', asManager, { ...granted, grantId: restored, source: 'BULK', restores: grant }, { recorded: { reasonCode: 'BULK_UNDONE' } });
  story.withdrawal('withdrawal-ordered', null, { decideBefore: UNTIL });
  story.withdrawal('withdrawal-escalated');
  story.withdrawal('withdrawal-lifted', commune);
  story.withdrawal('withdrawal-confirmed', commune);
};

const theEnd = (story: Story): void => {
  story.authority('membership-extended', asManager, { memberId: agentMember, until: '2028-06-30T22:00:00.000Z' });
  story.authority('member-left', asManager, { memberId: agentMember, at: '2027-06-30T22:00:00.000Z' });
  story.authority('access-expired', system, { memberId: agentMember, grantId: renewed });
  story.authority('mandate-suspended', asOfficer, { mandateId: mandate, level: 'REGION' });
  story.authority('mandate-resumed', asOfficer, { mandateId: mandate });
  story.authority('mandate-ended', by(manager, 'MEMBER'), { mandateId: mandate, reason: 'RESIGNED' });
  story.authority('office-holder-ended', asOfficer, { officeHolderId: office, personId: mayor });
  story.authority('authority-closed', operator);
  story.authority('authority-reopened', operator);
  story.authority('authority-merged', operator, { successorId: successor });
};

/** From designation to merger, with each declared fact at least once. */
export const wholeStory = (): readonly Fact[] => {
  const story = new Story();
  for (const part of [theRegion, theDesignation, theMandate, theMember, theEnd]) part(story);
  return story.facts;
};
