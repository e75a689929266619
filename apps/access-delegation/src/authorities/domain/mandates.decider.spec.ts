import { describe, it } from '@jest/globals';
import type { OfficeHolderRecorded } from './authority.js';
import type { EndMandate } from './mandates.js';
import { accepted, charterOf, deputy, facts, given, grantOf, identified, LATER, manager, managerMissing, managerRestored, mandateEnded, MANDATE_END, member, NOW, officeHolder, person, prepared, primary, regional, registered, revoked, space, START, started, system } from './testing/an-authority.js';

const authorityId = 'namur';
const mayor = { actor: person('mayor') };
const dora = { actor: person('dora') };
const two = [...space, ...deputy];
const of = (who: string) => ({ mandateId: `g-${who}` });
const suspended = (who: string, level: 'MANAGER' | 'OFFICE_HOLDER' | 'REGION') => ({ type: 'MandateSuspended', data: { authorityId, ...of(who), level } }) as const;
const resumed = (who: string) => ({ type: 'MandateResumed', data: { authorityId, ...of(who) } }) as const;
const holdsOfficeToo: OfficeHolderRecorded = { ...officeHolder, data: { ...officeHolder.data, officeHolderId: 'office-2', personId: 'dora', capacity: 'DIRECTOR_GENERAL' } };
const end = (who: string, over: Partial<EndMandate['data']> = {}): EndMandate => ({ type: 'EndMandate', data: { ...of(who), reason: 'REVOKED_BY_AUTHORITY', ...over } });

describe('accepting a new charter', () => {
  const charter = charterOf(START, '2026-01-15T00:00:00.000Z');
  const accept = { type: 'AcceptCharter', data: { ...of('paul'), charterVersion: 2 } } as const;
  it('gives back the power that the old one no longer gives', () => {
    given(...space, managerMissing).when(accept, { facts: { charter } }).as('MEMBER').then(accepted('paul', 2), managerRestored);
  });
  it('changes nothing when it was accepted before', () => { given(...space, accepted('paul', 2)).when(accept, { facts: { charter } }).as('MANAGER').then(); });
  it('is refused for any but the charter in force', () => {
    given(...space).when(accept).thenRejected('charter-not-current');
    given(...space).when(accept, { facts: { charter: charterOf() } }).thenRejected('charter-not-current');
  });
  it('asks for the strongest means, whatever is left of the mandate', () => {
    given(...space).when(accept, { facts: { charter }, actor: person('paul', 'substantial') }).thenRejected('assurance-too-low');
  });
  it('is done for one’s own mandate only', () => { given(...two).when(accept, { ...dora, facts: { charter } }).thenRejected('not-found'); });
  it('is refused when the mandate is over', () => {
    given(...space, mandateEnded('paul', 'EXPIRED')).when(accept, { facts: { charter } }).thenRejected('mandate-over');
  });
});

describe('suspending a mandate', () => {
  const suspend = (who: string, ifMatch?: number) => ({ type: 'SuspendMandate', data: { ...of(who), ...(ifMatch === undefined ? {} : { ifMatch }) } }) as const;
  it('is done by an office holder', () => { given(...two).when(suspend('paul'), mayor).as('OFFICE_HOLDER').then(suspended('paul', 'OFFICE_HOLDER')); });
  it('is done by the primary to a deputy', () => { given(...two).when(suspend('dora')).as('MANAGER').then(suspended('dora', 'MANAGER')); });
  it('is not done by a deputy to the primary', () => { given(...two).when(suspend('paul'), dora).thenRejected('primary-out-of-reach'); });
  it('is not done to oneself', () => { given(...space).when(suspend('paul')).thenRejected('own-mandate'); });
  it('is not done to oneself as an office holder either', () => {
    given(...two, holdsOfficeToo).when(suspend('dora'), dora).thenRejected('own-mandate');
    given(...two, holdsOfficeToo).when(suspend('paul'), dora).as('OFFICE_HOLDER').then(suspended('paul', 'OFFICE_HOLDER'));
  });
  it('tells when nobody is left to manage', () => { given(...space).when(suspend('paul'), mayor).then(suspended('paul', 'OFFICE_HOLDER'), managerMissing); });
  it('is done again only at a higher level', () => {
    given(...two, suspended('dora', 'OFFICE_HOLDER')).when(suspend('dora')).then();
    given(...two, suspended('dora', 'MANAGER')).when(suspend('dora'), mayor).then(suspended('dora', 'OFFICE_HOLDER'));
  });
  it('is refused to who saw an older version', () => { given(...two).when(suspend('dora', 1)).thenRejected('stale'); });
  it('is refused for a mandate that is over or unknown', () => {
    given(...two, mandateEnded('dora', 'LEFT')).when(suspend('dora')).thenRejected('mandate-over');
    given(...two).when(suspend('paul'), { ...mayor, at: MANDATE_END }).thenRejected('mandate-over');
    given(...two).when(suspend('constructor')).thenRejected('not-found');
  });
  it('takes the power away', () => { given(...two, suspended('dora', 'MANAGER')).when({ type: 'PrepareMember', data: { memberId: 'm', function: 'OTHER' } }, dora).thenRejected('capacity-not-sufficient'); });
});

describe('resuming a mandate', () => {
  const resume = (who: string) => ({ type: 'ResumeMandate', data: of(who) }) as const;
  it('is done at the level that suspended it or above', () => {
    given(...two, suspended('dora', 'MANAGER')).when(resume('dora')).then(resumed('dora'));
    given(...two, suspended('dora', 'MANAGER')).when(resume('dora'), mayor).then(resumed('dora'));
    given(...two, suspended('dora', 'OFFICE_HOLDER')).when(resume('dora')).thenRejected('suspended-at-higher-level');
    given(...two, suspended('paul', 'REGION')).when(resume('paul'), mayor).thenRejected('suspended-at-higher-level');
  });
  it('tells that somebody manages again', () => {
    given(...space, suspended('paul', 'OFFICE_HOLDER'), managerMissing).when(resume('paul'), mayor).then(resumed('paul'), managerRestored);
  });
  it('is not done for oneself, in whatever capacity', () => {
    for (const level of ['MANAGER', 'OFFICE_HOLDER'] as const) given(...two, holdsOfficeToo, suspended('dora', level)).when(resume('dora'), dora).thenRejected('own-mandate');
    given(...two, holdsOfficeToo, suspended('dora', 'OFFICE_HOLDER')).when(resume('dora'), mayor).then(resumed('dora'));
  });
  it('is not done by a deputy for the primary', () => { given(...two, suspended('paul', 'MANAGER')).when(resume('paul'), dora).thenRejected('primary-out-of-reach'); });
  it('changes nothing when it runs', () => { given(...two).when(resume('dora')).then(); });
});

describe('ending a mandate', () => {
  it('is done by an office holder', () => { given(...two).when(end('dora'), mayor).as('OFFICE_HOLDER').then(mandateEnded('dora', 'REVOKED_BY_AUTHORITY')); });
  it('is not done by a manager to another', () => { given(...two).when(end('dora')).thenRejected('capacity-not-sufficient'); });
  it('asks for a successor when it is the last', () => {
    given(...space).when(end('paul'), mayor).thenRejected('last-manager');
    given(...two).when(end('paul'), mayor).then(mandateEnded('paul', 'REVOKED_BY_AUTHORITY'));
  });
  it('does not count a successor who has no power', () => { given(...two, suspended('dora', 'MANAGER')).when(end('paul'), mayor).thenRejected('last-manager'); });
  it('needs no successor where nobody has power anyhow', () => {
    given(...space, suspended('paul', 'OFFICE_HOLDER'), managerMissing).when(end('paul'), mayor).then(mandateEnded('paul', 'REVOKED_BY_AUTHORITY'));
  });
  it('is done by force, and told', () => { given(...space).when(end('paul', { force: true }), mayor).then(mandateEnded('paul', 'REVOKED_BY_AUTHORITY'), managerMissing); });
  it('takes back what its holder granted to himself, when it was abused', () => {
    const own = { memberId: 'm-paul', selfGranted: true };
    const grants = [grantOf({ ...own, grantId: 'own' }), grantOf({ memberId: 'm-paul', grantId: 'given', role: 'READER' }), grantOf({ ...own, grantId: 'over', until: NOW }), grantOf()];
    given(...two, ...grants).when(end('paul', { reason: 'ABUSE' }), mayor)
      .then({ ...mandateEnded('paul', 'ABUSE'), reasonCode: 'ABUSE' }, { ...revoked('own', { memberId: 'm-paul' }), reasonCode: 'ABUSE' });
    given(...two, ...grants).when(end('paul', { reason: 'LEFT' }), mayor).then(mandateEnded('paul', 'LEFT'));
  });
  it('takes that back also from who resigned before, and from a profile that came later', () => {
    const own = grantOf({ memberId: 'm-dora', grantId: 'own', selfGranted: true });
    const again = [prepared('m-again', { personId: 'dora' }), identified('m-again', 'dora'), grantOf({ memberId: 'm-again', grantId: 'again', selfGranted: true })];
    const taken = (grantId: string, memberId: string) => ({ ...revoked(grantId, { memberId }), reasonCode: 'ABUSE' });
    given(...two, own, mandateEnded('dora', 'RESIGNED'), ...again).when(end('dora', { reason: 'ABUSE' }), mayor).then(taken('own', 'm-dora'), taken('again', 'm-again'));
    given(...two, own, mandateEnded('dora', 'RESIGNED')).when(end('dora', { reason: 'LEFT' }), mayor).thenRejected('mandate-over');
    given(...two, mandateEnded('dora', 'RESIGNED')).when(end('dora', { reason: 'ABUSE' }), mayor).thenRejected('mandate-over');
  });
  it('is done once', () => { given(...two, mandateEnded('dora', 'RESIGNED')).when(end('dora'), mayor).thenRejected('mandate-over'); });
  it('is refused to who saw an older version', () => { given(...two).when(end('dora', { ifMatch: 1 }), mayor).thenRejected('stale'); });
});

describe('resigning', () => {
  const resign = (who: string, force?: boolean) => ({ type: 'ResignMandate', data: { ...of(who), ...(force === undefined ? {} : { force }) } }) as const;
  it('ends one’s own mandate', () => { given(...two).when(resign('dora'), dora).as('MANAGER').then(mandateEnded('dora', 'RESIGNED')); });
  it('is open to a manager without power', () => { given(...two, suspended('dora', 'MANAGER')).when(resign('dora'), dora).as('MEMBER').then(mandateEnded('dora', 'RESIGNED')); });
  it('asks for the strongest means, with power or without', () => {
    const weaker = { actor: person('dora', 'substantial') };
    given(...two).when(resign('dora'), weaker).thenRejected('assurance-too-low');
    given(...two, suspended('dora', 'MANAGER')).when(resign('dora'), weaker).thenRejected('assurance-too-low');
  });
  it('is not done for another', () => { given(...two).when(resign('dora')).thenRejected('not-found'); });
  it('asks for a successor when it is the last, or for force', () => {
    given(...space).when(resign('paul')).thenRejected('last-manager');
    given(...space).when(resign('paul', true)).then(mandateEnded('paul', 'RESIGNED'), managerMissing);
  });
});

describe('a mandate that runs out', () => {
  const expire = { type: 'ExpireMandate', data: of('paul') } as const;
  it('is recorded, with nobody left', () => { given(...space).when(expire, { actor: system, at: MANDATE_END }).then(mandateEnded('paul', 'EXPIRED'), managerMissing); });
  it('is over because its holder left, when that was planned', () => {
    given(...space, { type: 'MemberLeft', data: { authorityId, memberId: 'm-paul', at: LATER } }).when(expire, { actor: system, at: LATER }).then(mandateEnded('paul', 'LEFT'), managerMissing);
  });
  it('is nothing when early, late, twice or never heard of', () => {
    given(...space).when(expire, { actor: system }).then();
    given(...space, mandateEnded('paul', 'EXPIRED'), managerMissing).when(expire, { actor: system, at: '2040-01-01T00:00:00.000Z' }).then();
    given(registered()).when(expire, { actor: system }).then();
  });
  it('gives no power from the instant it ends, recorded or not', () => {
    given(...space).when({ type: 'PrepareMember', data: { memberId: 'm', function: 'OTHER' } }, { at: MANDATE_END, facts: { today: NOW } }).thenRejected('capacity-not-sufficient');
  });
});

describe('power over access', () => {
  const prepare = { type: 'PrepareMember', data: { memberId: 'm', function: 'OTHER' } } as const;
  const suspend = { type: 'SuspendMember', data: { memberId: 'm-uma' } } as const;
  const inGrace = '2031-01-30T22:59:59.999Z';
  it('stays for suspending and revoking in the 30 days after expiry', () => {
    const memberSuspended = { type: 'MemberSuspended', data: { authorityId, memberId: 'm-uma', level: 'MANAGER' } } as const;
    given(...space).when(suspend, { at: inGrace }).as('MANAGER_IN_GRACE').then(memberSuspended);
    given(...space, mandateEnded('paul', 'EXPIRED'), managerMissing).when(suspend, { at: inGrace }).as('MANAGER_IN_GRACE').then(memberSuspended);
    given(...space).when(prepare, { at: inGrace }).thenRejected('capacity-not-sufficient');
    given(...space).when(suspend, { at: '2031-01-30T23:00:00.000Z' }).thenRejected('capacity-not-sufficient');
  });
  it('stays only while nobody manages: an authority answers for its former managers through those of today', () => {
    const mandateOfDora = manager('dora', { kind: 'DEPUTY', until: '2032-01-01T00:00:00.000Z' });
    given(...space, ...mandateOfDora).when(suspend, { at: inGrace }).thenRejected('capacity-not-sufficient');
    given(...space, ...mandateOfDora).when(suspend, { at: inGrace, facts: { withdrawn: ['dora'] } }).as('MANAGER_IN_GRACE').then({ type: 'MemberSuspended', data: { authorityId, memberId: 'm-uma', level: 'MANAGER' } });
  });
  it('has no grace after any other end', () => { given(...space, mandateEnded('paul', 'RESIGNED')).when(suspend, { at: inGrace }).thenRejected('capacity-not-sufficient'); });
  it('has no grace for who left', () => {
    given(...space, { type: 'MemberLeft', data: { authorityId, memberId: 'm-paul', at: '2031-01-05T00:00:00.000Z' } }).when(suspend, { at: inGrace }).thenRejected('not-found');
  });
  it('outlives every charter that follows by 30 days from the first of them, which is the one to accept', () => {
    const charter = charterOf(START, '2026-02-15T00:00:00.000Z', '2026-03-09T00:00:00.000Z');
    const done = { type: 'MemberPrepared', data: { authorityId, memberId: 'm', personId: null, function: 'OTHER', from: '2026-03-10T09:00:00.000Z', until: null } } as const;
    given(...space).when(prepare, { facts: { charter } }).as('MANAGER').then(done);
    given(...space).when(prepare, { at: '2026-03-17T00:00:00.000Z', facts: { charter } }).thenRejected('capacity-not-sufficient');
    given(...space, accepted('paul', 2)).when(prepare, { at: '2026-03-17T00:00:00.000Z', facts: { charter } }).as('MANAGER').then({ ...done, data: { ...done.data, from: '2026-03-17T00:00:00.000Z' } });
  });
  it('is not there before the charter is accepted', () => { given(registered(), ...member('paul'), started('paul')).when(prepare).thenRejected('capacity-not-sufficient'); });
  it('is suspended with the person’s access by the Region', () => {
    given(...space).when(prepare, { facts: { withdrawn: ['paul'], actorFacts: { functions: [], withdrawn: true } } }).thenRejected('access-suspended');
    given(...space).when({ type: 'LeaveMembership', data: { memberId: 'm-uma' } }, { actor: person('uma'), facts: { actorFacts: { functions: [], withdrawn: true } } }).thenRejected('access-suspended');
  });
  it('asks for the strongest means', () => { given(...space).when(prepare, { actor: person('paul', 'substantial') }).thenRejected('assurance-too-low'); });
  it('is nothing in another authority', () => { given(registered(), officeHolder, ...deputy).when(prepare).thenRejected('not-found'); });
  it('is not given by an office', () => { given(registered(), ...primary, officeHolder).when(prepare, mayor).thenRejected('capacity-not-sufficient'); });
  it('is not given by a function at the Region', () => { given(...space).when(prepare, { actor: person('olga'), facts: { ...facts(), ...regional('OFFICER') } }).thenRejected('capacity-not-sufficient'); });
});
