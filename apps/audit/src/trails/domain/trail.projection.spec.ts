import { describe, expect, it } from '@jest/globals';
import { agent, agentMember, commune, grant, granted, manager, mayor, renewed, Story, wholeStory } from '../testing/a-story.js';
import { told } from '../testing/told-story.js';
import type { ReceivedFact } from './received-fact.js';
import { asRecorded, type TrailEntry } from './trail-entry.js';
import { trailOf } from './trail.projection.js';

const trail = told(wholeStory() as readonly ReceivedFact[]);
const all = (name: string, entries = trail): readonly TrailEntry[] => entries.filter(({ type }) => type === `access-delegation.${name}.v1`);
const only = (name: string, entries = trail): TrailEntry | undefined => all(name, entries)[0];
const asManager = { kind: 'person', id: manager, capacity: 'MANAGER', assurance: 'high' } as const;
const system = { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' } as const;
const member = { memberId: agentMember, personId: null, function: 'OTHER', from: granted.from, until: granted.until };

describe('telling a fact', () => {
  it('says who did it in which capacity, when, about whom, why and where to check it', () => {
    expect(only('access-revoked')).toMatchObject({
      authorityId: commune, personId: agent, actorId: manager, actorKind: 'person', capacity: 'MANAGER', reasonCode: 'JOB_CHANGED',
      source: `/access-delegation/authority-${commune}`, eventId: `authority-${commune}/17`, sequence: 17, id: '000000000000041',
    });
  });

  it('tells what is revoked in the words of what was granted', () => {
    expect(only('access-revoked')?.facts).toMatchObject({ role: 'EDITOR', subject: 'FIN', categories: ['BUDGET', 'LOAN'] });
  });

  it('keeps the French name of an authority', () => {
    expect(only('authority-registered')?.facts).toMatchObject({ authorityName: 'Namur' });
  });

  it('is about the designated person, whoever signs, and about the signatory whose office is verified', () => {
    expect(only('designation-signed')).toMatchObject({ personId: manager, actorId: mayor });
    expect(only('capacity-verified')).toMatchObject({ personId: mayor });
  });

  it('takes a fact whose type nobody knows as it is', () => {
    const [first] = wholeStory() as readonly ReceivedFact[];
    expect(first && trailOf(1, { ...first, type: 'dossiers.dossier-opened.v1' }, [])).toMatchObject({ entry: { facts: { code: 'FIN' }, ended: null }, references: [], ends: [], names: [] });
  });
});

describe('what ends a grant', () => {
  it('is told with it: who revoked it and when', () => {
    const [first] = all('access-granted');
    const revoked = only('access-revoked');
    expect(first?.ended).toEqual({ entryId: revoked?.id, at: revoked?.at });
  });

  it('is the end of the membership when nothing ended it before', () => {
    const story = new Story();
    story.authority('member-prepared', asManager, member);
    story.authority('access-granted', asManager, granted);
    story.authority('access-granted', asManager, { ...granted, grantId: mayor });
    story.authority('access-revoked', asManager, { memberId: agentMember, grantId: grant });
    story.authority('member-left', asManager, { memberId: agentMember, at: '2027-06-30T22:00:00.000Z' });
    const entries = told(story.facts as readonly ReceivedFact[]);
    const [revoked, left] = all('access-granted', entries);
    expect(revoked?.ended).toEqual({ entryId: only('access-revoked', entries)?.id, at: '2027-03-01T11:00:00.000Z' });
    expect(left?.ended).toEqual({ entryId: only('member-left', entries)?.id, at: '2027-06-30T22:00:00.000Z' });
    expect(only('member-prepared', entries)?.ended?.at).toBe('2027-06-30T22:00:00.000Z');
  });

  it('is the departure that was recorded before it was given', () => {
    const story = new Story();
    story.authority('member-prepared', asManager, member);
    story.authority('member-left', asManager, { memberId: agentMember, at: '2027-06-30T22:00:00.000Z' });
    story.authority('access-granted', asManager, granted);
    const entries = told(story.facts as readonly ReceivedFact[]);
    expect(only('access-granted', entries)?.ended).toEqual({ entryId: only('member-left', entries)?.id, at: '2027-06-30T22:00:00.000Z' });
    story.authority('access-revoked', asManager, { memberId: agentMember, grantId: grant });
    const later = told(story.facts as readonly ReceivedFact[]);
    expect(only('access-granted', later)?.ended?.entryId).toBe(only('access-revoked', later)?.id);
  });

  it('is nobody’s departure when an extension was recorded', () => {
    const story = new Story();
    story.authority('member-prepared', asManager, member);
    story.authority('membership-extended', asManager, { memberId: agentMember, until: null });
    story.authority('access-granted', asManager, granted);
    expect(only('access-granted', told(story.facts as readonly ReceivedFact[]))?.ended).toBeNull();
  });

  it('is the sooner of two ends', () => {
    const story = new Story();
    story.authority('member-prepared', asManager, member);
    story.authority('access-granted', asManager, granted);
    story.authority('member-left', asManager, { memberId: agentMember, at: '2027-06-30T22:00:00.000Z' });
    story.authority('access-revoked', asManager, { memberId: agentMember, grantId: grant });
    story.authority('member-left', asManager, { memberId: agentMember, at: '2027-05-31T22:00:00.000Z' });
    const entries = told(story.facts as readonly ReceivedFact[]);
    expect(only('access-granted', entries)?.ended?.entryId).toBe(only('access-revoked', entries)?.id);
    expect(only('member-prepared', entries)?.ended?.at).toBe('2027-05-31T22:00:00.000Z');
  });
});

describe('an end that is recorded late', () => {
  const LATE = { time: '2028-01-02T08:00:00.000Z' };
  const started = { mandateId: renewed, memberId: agentMember, personId: agent, kind: 'PRIMARY', from: granted.from, until: granted.until, designationId: mayor };
  const begun = (over: object = {}): Story => {
    const story = new Story();
    story.authority('member-prepared', asManager, { ...member, until: null, ...over });
    story.authority('mandate-started', system, started);
    story.authority('access-granted', asManager, granted);
    return story;
  };

  it('is when the grant and the mandate ran out, and not when somebody came to write it down', () => {
    const story = begun();
    story.authority('access-expired', system, { memberId: agentMember, grantId: grant }, LATE);
    story.authority('mandate-ended', system, { mandateId: renewed, reason: 'EXPIRED' }, LATE);
    const entries = told(story.facts as readonly ReceivedFact[]);
    expect(only('access-granted', entries)?.ended).toEqual({ entryId: only('access-expired', entries)?.id, at: granted.until });
    expect(only('mandate-started', entries)?.ended).toEqual({ entryId: only('mandate-ended', entries)?.id, at: granted.until });
  });

  it('is the last day of the membership, also as it was extended', () => {
    for (const until of [granted.until, '2027-09-30T22:00:00.000Z']) {
      const story = begun({ until: '2027-06-30T22:00:00.000Z' });
      story.authority('membership-extended', asManager, { memberId: agentMember, until });
      story.authority('mandate-ended', system, { mandateId: renewed, reason: 'LEFT' }, LATE);
      story.authority('member-left', system, { memberId: agentMember, at: until }, LATE);
      const entries = told(story.facts as readonly ReceivedFact[]);
      for (const name of ['member-prepared', 'mandate-started', 'access-granted']) expect([name, only(name, entries)?.ended?.at]).toEqual([name, until]);
    }
  });

  it('is the day of a planned departure, for a mandate too', () => {
    const story = begun();
    story.authority('member-left', asManager, { memberId: agentMember, at: '2027-06-30T22:00:00.000Z' });
    story.authority('mandate-ended', system, { mandateId: renewed, reason: 'LEFT' }, LATE);
    const entries = told(story.facts as readonly ReceivedFact[]);
    expect(only('mandate-started', entries)?.ended).toEqual({ entryId: only('member-left', entries)?.id, at: '2027-06-30T22:00:00.000Z' });
  });
});

describe('a grant that is to run out before the departure', () => {
  const leaves = { memberId: agentMember, at: '2027-06-30T22:00:00.000Z' };
  const brief = { ...granted, until: '2027-04-30T22:00:00.000Z' };

  it('ends on its own last day, whichever was recorded first, and by its own end once that is told', () => {
    const grants = (story: Story): unknown => story.authority('access-granted', asManager, brief);
    const departs = (story: Story): unknown => story.authority('member-left', asManager, leaves);
    for (const order of [[grants, departs], [departs, grants]]) {
      const story = new Story();
      story.authority('member-prepared', asManager, member);
      for (const record of order) record(story);
      const planned = told(story.facts as readonly ReceivedFact[]);
      expect(only('access-granted', planned)?.ended).toEqual({ entryId: only('member-left', planned)?.id, at: brief.until });
      story.authority('access-expired', system, { memberId: agentMember, grantId: grant }, { time: brief.until });
      const over = told(story.facts as readonly ReceivedFact[]);
      expect(only('access-granted', over)?.ended).toEqual({ entryId: only('access-expired', over)?.id, at: brief.until });
      expect(only('member-prepared', over)?.ended?.at).toBe(leaves.at);
    }
  });
});

describe('a membership that was changed', () => {
  it('is spoken of as it is since', () => {
    const story = new Story();
    story.authority('member-prepared', asManager, member);
    story.authority('membership-extended', asManager, { memberId: agentMember, until: null });
    story.authority('member-function-changed', asManager, { memberId: agentMember, function: 'LEGAL_OFFICER' });
    story.authority('member-suspended', asManager, { memberId: agentMember, level: 'MANAGER' });
    expect(only('member-suspended', told(story.facts as readonly ReceivedFact[]))?.facts).toMatchObject({ from: member.from, until: null, function: 'LEGAL_OFFICER' });
  });
});

describe('somebody who is identified later', () => {
  it('finds in his trail what was prepared and granted before', () => {
    const story = new Story();
    story.authority('member-prepared', asManager, member);
    story.authority('access-granted', asManager, granted);
    expect(told(story.facts as readonly ReceivedFact[]).map(({ personId }) => personId)).toEqual([null, null]);
    story.authority('member-identified', system, { memberId: agentMember, personId: agent });
    story.authority('access-revoked', asManager, { memberId: agentMember, grantId: grant });
    const later = told(story.facts as readonly ReceivedFact[]);
    expect(later.map(({ personId }) => personId)).toEqual([agent, agent, agent, agent]);
    expect(later.map((entry) => asRecorded(entry)).map(({ personId, ended }) => [personId, ended])).toEqual([[null, null], [null, null], [agent, null], [agent, null]]);
  });

  it('finds his designation, under whatever id he was named in it, and not the check of who signed it', () => {
    const story = new Story();
    const drafted = { designeeId: mayor, kind: 'PRIMARY' };
    story.designation(grant, 'designation-drafted', asManager, drafted);
    story.designation(grant, 'capacity-verified', asManager, { personId: manager, capacity: 'MAYOR' });
    story.designation(grant, 'designation-drafted', asManager, drafted);
    story.designation(grant, 'designee-identified', system, { personId: agent });
    story.designation(grant, 'designation-drafted', asManager, drafted);
    story.designation(grant, 'designation-approved', asManager);
    const entries = told(story.facts as readonly ReceivedFact[]);
    expect(entries.map(({ personId }) => personId)).toEqual([agent, manager, agent, agent, agent, agent]);
    expect(entries.map((entry) => asRecorded(entry).personId)).toEqual([mayor, manager, mayor, agent, agent, agent]);
  });
});
