import { describe, expect, it } from '@jest/globals';
import { managerStanding } from '../domain/managers.js';
import type { AuthorityEvent } from '../domain/private-space.js';
import { facts, given, grantOf, identified, LATER, NOW, person, prepared, registered, space as events } from '../domain/testing/an-authority.js';
import { grantViews, memberViews } from './space.views.js';

const shown = (memberId: string, ...history: readonly AuthorityEvent[]) => {
  const state = given(...history).state();
  const { catalogue, ...rest } = facts();
  const space = { state, version: history.length, sight: 'ALL' as const, subjects: [], actor: person('paul'), at: NOW, managers: managerStanding(state, rest, NOW), withdrawn: [], catalogue };
  const member = memberViews(space).find((view) => view.memberId === memberId);
  return [grantViews(space, memberId)[0]?.standing, member?.runningGrants];
};
const grant = grantOf({ memberId: 'm-new' });

describe('a grant as it is shown', () => {
  it('runs while it opens what it was given for', () => { expect(shown('m-new', ...events, prepared('m-new'), identified('m-new', 'new'), grant)).toEqual(['RUNNING', 1]); });
  it('is to come while its member is', () => { expect(shown('m-new', ...events, prepared('m-new', { from: LATER }), identified('m-new', 'new'), grantOf({ memberId: 'm-new', until: null }))).toEqual(['COMING', 0]); });
  it('opens nothing before it is known who its member is', () => { expect(shown('m-new', ...events, prepared('m-new'), grant)).toEqual(['SUSPENDED', 0]); });
  it.each<readonly [string, AuthorityEvent]>([
    ['closed', { type: 'AuthorityClosed', data: { authorityId: 'namur' } }], ['merged', { type: 'AuthorityMerged', data: { authorityId: 'namur', successorId: 'other' } }],
  ])('opens nothing in an authority that is %s', (_, closing) => {
    expect(shown('m-new', ...events, prepared('m-new'), identified('m-new', 'new'), grant, closing)).toEqual(['SUSPENDED', 0]);
  });
  it('is the matter of an authority that is there', () => { expect(shown('m-new', registered())).toEqual([undefined, undefined]); });
});
