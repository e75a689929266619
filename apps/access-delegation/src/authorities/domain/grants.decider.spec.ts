import { describe, it } from '@jest/globals';
import type { RevokeAccess } from './grants.js';
import { deputy, given, grantOf, LATER, mandateEnded, NOW, person, regional, registered, revoked, space, system } from './testing/an-authority.js';

const authorityId = 'namur';
const held = [...space, grantOf()];
const unmanaged = [...held, mandateEnded('paul', 'LEFT')];
const one = { memberId: 'm-uma', grantId: 'grant-1' };
const revoke = (over: Partial<RevokeAccess['data']> = {}): RevokeAccess => ({ type: 'RevokeAccess', data: { ...one, reason: 'MOVED', ...over } });
const olga = person('olga');
const officer = { actor: olga, facts: regional('OFFICER') };
const umaLeft = { type: 'MemberLeft', data: { authorityId, memberId: 'm-uma', at: NOW } } as const;

describe('revoking access', () => {
  it('says why', () => {
    given(...held).when(revoke()).as('MANAGER').then({ ...revoked('grant-1'), subject: 'uma', reasonCode: 'MOVED' });
    given(...held).when({ type: 'RevokeAccess', data: one }).thenRejected('reason-needed');
    given(...held).when(revoke({ reason: '' })).thenRejected('reason-needed');
  });
  it('is open to a deputy, whomever it concerns', () => { given(...held, ...deputy).when(revoke(), { actor: person('dora') }).then(revoked('grant-1')); });
  it('is done once, while the grant lasts', () => {
    given(...held, revoked('grant-1')).when(revoke()).thenRejected('grant-over');
    given(...held).when(revoke(), { at: LATER }).thenRejected('grant-over');
    given(...held, umaLeft).when(revoke()).thenRejected('grant-over');
  });
  it('takes back what is still to begin', () => { given(...space, grantOf({ from: LATER, until: null })).when(revoke()).then(revoked('grant-1')); });
  it('is refused to who saw an older version of that grant', () => {
    given(...held, grantOf({ grantId: 'grant-2', categories: ['TAXES'] })).when(revoke({ ifMatch: 8 })).thenRejected('stale');
    given(...held, grantOf({ grantId: 'grant-2', categories: ['TAXES'] })).when(revoke({ ifMatch: 9 })).then(revoked('grant-1'));
  });
  it('finds nothing under another member', () => {
    given(...held).when(revoke({ memberId: 'm-paul' })).thenRejected('not-found');
    given(...held).when(revoke({ grantId: 'toString' })).thenRejected('not-found');
  });
});

describe('revoking for the Region', () => {
  it('is done only where nobody manages', () => {
    given(...held).when(revoke(), officer).thenRejected('authority-has-manager');
    given(...unmanaged).when(revoke(), officer).as('OFFICER').then(revoked('grant-1'));
  });
  it('stays within the officer’s subjects and provinces', () => {
    given(...unmanaged).when(revoke(), { actor: olga, facts: regional('OFFICER', { subjects: ['FUN'] }) }).thenRejected('subject-out-of-scope');
    given(...unmanaged).when(revoke(), { actor: olga, facts: regional('OFFICER', { subjects: ['FIN'], provinces: ['90000'] }) }).then(revoked('grant-1'));
    given(...unmanaged).when(revoke(), { actor: olga, facts: regional('OFFICER', { provinces: ['50000'] }) }).thenRejected('not-found');
  });
  it('reaches no authority of unknown province for an officer of some provinces', () => {
    given(registered({ province: null }), ...unmanaged.slice(1)).when(revoke(), { actor: olga, facts: regional('OFFICER', { provinces: ['90000'] }) }).thenRejected('not-found');
  });
});

describe('renouncing a grant', () => {
  const renounce = { type: 'RenounceGrant', data: one } as const;
  it('is everybody’s own decision', () => { given(...held).when(renounce, { actor: person('uma', 'substantial') }).as('MEMBER').then({ ...revoked('grant-1'), reasonCode: 'RENOUNCED' }); });
  it('is not done for another', () => { given(...held).when(renounce).thenRejected('not-found'); });
  it('asks for a sign-in that is worth something', () => { given(...held).when(renounce, { actor: person('uma', 'low') }).thenRejected('assurance-too-low'); });
  it('is done once', () => { given(...held, revoked('grant-1')).when(renounce, { actor: person('uma') }).thenRejected('grant-over'); });
});

describe('a grant that runs out', () => {
  const expire = { type: 'ExpireGrant', data: one } as const;
  const expired = { type: 'AccessExpired', data: { authorityId, ...one } } as const;
  it('is recorded', () => { given(...held).when(expire, { actor: system, at: LATER }).then({ ...expired, subject: 'uma' }); });
  it('is recorded although the member has left since: a late timer tells that it ran out before', () => {
    const LONG_AFTER = '2026-09-01T08:00:00.000Z';
    given(...held, { ...umaLeft, data: { ...umaLeft.data, at: LONG_AFTER } }).when(expire, { actor: system, at: LONG_AFTER }).then({ ...expired, subject: 'uma' });
    given(...held, { ...umaLeft, data: { ...umaLeft.data, at: LATER } }).when(expire, { actor: system, at: LONG_AFTER }).then();
  });
  it('is nothing when early, twice, or over for another reason', () => {
    given(...held).when(expire, { actor: system }).then();
    given(...held, expired).when(expire, { actor: system, at: LATER }).then();
    given(...held, revoked('grant-1')).when(expire, { actor: system, at: LATER }).then();
    given(...held, umaLeft).when(expire, { actor: system, at: LATER }).then();
    given(...space).when(expire, { actor: system, at: LATER }).then();
  });
});

describe('a grant by somebody who was withdrawn meanwhile', () => {
  const takeBack = { type: 'RevokeForWithdrawnActor', data: one } as const;
  it('is taken back', () => { given(...held).when(takeBack, { actor: system }).then({ ...revoked('grant-1'), reasonCode: 'ACTOR_WITHDRAWN' }); });
  it('is nothing when it is over or unknown', () => {
    given(...held, revoked('grant-1')).when(takeBack, { actor: system }).then();
    given(...held).when(takeBack, { actor: system, at: LATER }).then();
    given(...space).when(takeBack, { actor: system }).then();
  });
});
