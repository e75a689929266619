import { describe, expect, it } from '@jest/globals';
import type { CorrectDetails, RegisterAuthority } from './authority.js';
import type { SignatoryCapacity } from './authority-vocabulary.js';
import { privateSpaceDecider } from './private-space.decider.js';
import { facts, given, managerMissing, managerRestored, mandateEnded, NOW, officeHolder, operator, person, registered, regional, space } from './testing/an-authority.js';

const authorityId = 'namur';
const administrator = { actor: person('anna'), facts: regional('ADMINISTRATOR') };
const officer = { actor: person('olga'), facts: regional('OFFICER') };
const register = (over: Partial<RegisterAuthority['data']> = {}): RegisterAuthority => ({ type: 'RegisterAuthority', data: { ...registered().data, ...over } });
const correct = (data: CorrectDetails['data']): CorrectDetails => ({ type: 'CorrectDetails', data });
const closed = { type: 'AuthorityClosed', data: { authorityId } } as const;
const merged = { type: 'AuthorityMerged', data: { authorityId, successorId: 'successor' } } as const;

describe('registering an authority', () => {
  it('makes it known, with nobody in it', () => { given().when(register(), administrator).then(registered()); });
  it('is also what the import does', () => { given().when(register(), { actor: operator }).as('OPERATOR').then(registered()); });
  it('is refused twice', () => { given(registered()).when(register(), administrator).thenRejected('authority-exists'); });
  it('takes an NIS code only for communes, social welfare centres and provinces', () => {
    given().when(register({ type: 'POLICE_ZONE' }), administrator).thenRejected('nis-code-not-for-this-type');
  });
});

describe('correcting an authority', () => {
  it('records only what differs', () => {
    given(registered()).when(correct({ supervision: 'OTHER', province: '90000' }), administrator)
      .then({ type: 'AuthorityDetailsCorrected', data: { authorityId, supervision: 'OTHER' } });
  });
  it('records nothing when nothing differs', () => { given(registered()).when(correct({ province: '90000' }), administrator).then(); });
  it('is refused to who saw an older version', () => {
    given(registered(), { ...closed }).when(correct({ province: null, ifMatch: 1 }), administrator).thenRejected('stale');
    given(...space).when(correct({ province: '90000', ifMatch: 1 }), administrator).then();
  });
  it('takes no NIS code for an authority that has none', () => {
    given(registered({ type: 'POLICE_ZONE', nisCode: null })).when(correct({ nisCode: '92094' }), administrator).thenRejected('nis-code-not-for-this-type');
  });
  it('tells a stranger and an absent authority apart from nothing', () => {
    given(registered()).when(correct({}), { actor: person('stranger') }).thenRejected('not-found');
    given().when(correct({}), administrator).thenRejected('not-found');
  });
});

describe('merging an authority into another', () => {
  it('closes it for good and ends its mandates', () => {
    given(...space).when({ type: 'MergeInto', data: { successorId: 'successor' } }, administrator).then(merged, mandateEnded('paul', 'AUTHORITY_CLOSED'));
  });
  it('is refused into one that is closed, merged itself, or unknown: nobody could read there any more', () => {
    const into = (successor: 'CLOSED' | 'MERGED' | null) => given(...space).when({ type: 'MergeInto', data: { successorId: 'x' } }, { actor: person('anna'), facts: { ...administrator.facts, successor } });
    into('CLOSED').thenRejected('successor-not-open');
    into('MERGED').thenRejected('successor-not-open');
    into(null).thenRejected('not-found');
  });
  it('is refused into itself', () => { given(...space).when({ type: 'MergeInto', data: { successorId: authorityId } }, administrator).thenRejected('merged-with-itself'); });
  it('is refused when it was merged', () => { given(...space, merged).when({ type: 'MergeInto', data: { successorId: 'x' } }, administrator).thenRejected('authority-merged'); });
  it('is refused when it is closed', () => { given(...space, closed).when({ type: 'MergeInto', data: { successorId: 'x' } }, administrator).thenRejected('authority-closed'); });
  it('is refused to who saw an older version', () => {
    given(...space).when({ type: 'MergeInto', data: { successorId: 'x', ifMatch: 7 } }, administrator).thenRejected('stale');
  });
});

describe('closing and reopening an authority', () => {
  it('shuts every door and leaves all as it stands', () => { given(...space).when({ type: 'Close', data: {} }, administrator).then(closed); });
  it('closes once', () => { given(...space, closed).when({ type: 'Close', data: {} }, administrator).thenRejected('authority-closed'); });
  it('closes only what the caller saw', () => { given(...space).when({ type: 'Close', data: { ifMatch: 9 } }, administrator).thenRejected('stale'); });
  it('reopens with access as it stood', () => {
    given(...space, closed).when({ type: 'Reopen', data: {} }, administrator).then({ type: 'AuthorityReopened', data: { authorityId } });
  });
  it('says when nobody manages any more at the reopening', () => {
    given(...space, closed).when({ type: 'Reopen', data: {} }, { ...administrator, at: '2031-06-01T00:00:00.000Z' })
      .then({ type: 'AuthorityReopened', data: { authorityId } }, managerMissing);
    given(...space, managerMissing, closed).when({ type: 'Reopen', data: {} }, administrator).then({ type: 'AuthorityReopened', data: { authorityId } }, managerRestored);
  });
  it('does nothing to an open one', () => { given(...space).when({ type: 'Reopen', data: {} }, administrator).then(); });
  it('reopens only what the caller saw', () => { given(...space, closed).when({ type: 'Reopen', data: { ifMatch: 1 } }, administrator).thenRejected('stale'); });
  it('does not undo a merger', () => { given(...space, merged).when({ type: 'Reopen', data: {} }, administrator).thenRejected('authority-merged'); });
  it('stops the work of its managers while it is closed', () => {
    given(...space, closed).when({ type: 'PrepareMember', data: { memberId: 'm', function: 'OTHER' } }).thenRejected('authority-closed');
  });
});

describe('recording who signs for an authority', () => {
  const record = { type: 'RecordOfficeHolder', data: officeHolder.data } as const;
  it('is done by an officer', () => { given(registered()).when(record, officer).as('OFFICER').then(officeHolder); });
  it('is done by an officer of that province only', () => {
    given(registered()).when(record, { actor: person('olga'), facts: regional('OFFICER', { provinces: ['90000'] }) }).then(officeHolder);
    given(registered()).when(record, { actor: person('olga'), facts: regional('OFFICER', { provinces: ['50000'] }) }).thenRejected('not-found');
  });
  it('asks for a confirmed identity', () => {
    given(registered()).when(record, { actor: person('olga'), facts: { ...facts({ confirmed: [] }), ...regional('OFFICER') } }).thenRejected('person-not-confirmed');
  });
  it('is done for another: who acts for the Region decides nothing in an authority', () => {
    const himself = { ...record, data: { ...record.data, personId: 'olga' } };
    given(registered()).when(himself, { actor: person('olga'), facts: { ...facts({ confirmed: ['olga'] }), ...regional('OFFICER') } }).thenRejected('own-appointment');
  });
  it('is also done for a second office of the same person', () => {
    const director = { ...record.data, officeHolderId: 'office-2', capacity: 'DIRECTOR_GENERAL' } as const;
    given(registered(), officeHolder).when({ ...record, data: director }, officer).then({ ...officeHolder, data: director });
  });
  it('is refused for a capacity that does not sign for that type of authority, and says which do', () => {
    const inZone = (capacity: SignatoryCapacity) => ({ ...record, data: { ...record.data, capacity } });
    given(registered()).when(inZone('COMMANDER'), officer).thenRejected('capacity-not-competent');
    given(registered({ type: 'RESCUE_ZONE' })).when(inZone('COMMANDER'), officer).then({ ...officeHolder, data: { ...officeHolder.data, capacity: 'COMMANDER' } });
    expect(() => privateSpaceDecider.decide(record, given(registered({ type: 'POLICE_ZONE' })).state(), { at: NOW, actor: officer.actor, ...facts(), ...officer.facts })).not.toThrow();
    expect(() => privateSpaceDecider.decide(inZone('SECRETARY'), given(registered({ type: 'POLICE_ZONE' })).state(), { at: NOW, actor: officer.actor, ...facts(), ...officer.facts }))
      .toThrow(expect.objectContaining({ facts: { authorityType: 'POLICE_ZONE', capacities: ['CHAIR', 'CHIEF_OF_POLICE', 'MAYOR'] } }));
  });
  it('is refused for an office held already', () => { given(registered(), officeHolder).when({ ...record, data: { ...record.data, officeHolderId: 'office-2' } }, officer).thenRejected('already-office-holder'); });
  it('ends when the office does, and once', () => {
    const ended = { type: 'OfficeHolderEnded', data: { authorityId, officeHolderId: 'office-1', personId: 'mayor' } } as const;
    const end = { type: 'EndOfficeHolder', data: { officeHolderId: 'office-1' } } as const;
    given(registered(), officeHolder).when(end, officer).then(ended);
    given(registered(), officeHolder, ended).when(end, officer).then();
    given(registered(), officeHolder, ended, { ...officeHolder, data: { ...officeHolder.data, officeHolderId: 'office-2' } }).when(end, officer).then();
    given(registered(), officeHolder, ended).when(end, { actor: person('mayor') }).thenRejected('not-found');
  });
  it('does not end what was never here', () => {
    for (const officeHolderId of ['office-2', 'constructor']) given(registered(), officeHolder).when({ type: 'EndOfficeHolder', data: { officeHolderId } }, officer).thenRejected('not-found');
  });
});
