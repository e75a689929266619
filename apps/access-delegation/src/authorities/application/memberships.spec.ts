import { beforeEach, describe, expect, it } from '@jest/globals';
import { UnitOfWork, type Collection } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import type { AuthorityEvent } from '../domain/private-space.js';
import { keepMembership, memberIdOf, memberships, membershipsNamed, membershipsOf, type Membership } from './memberships.js';

const at = '2026-03-01T09:00:00.000Z';
const prepared = (authorityId: string, memberId: string, personId: string | null): AuthorityEvent =>
  ({ type: 'MemberPrepared', data: { authorityId, memberId, personId, function: 'OTHER', from: at, until: null } });
const identified = (authorityId: string, memberId: string, personId: string): AuthorityEvent => ({ type: 'MemberIdentified', data: { authorityId, memberId, personId } });

describe('the memberships of a person', () => {
  let documents: MemoryDocuments;
  let kept: Collection<Membership>;
  const happens = async (...events: readonly AuthorityEvent[]): Promise<void> => {
    for (const event of events) {
      const unit = new UnitOfWork(documents);
      await keepMembership(event, unit, kept);
      await unit.commit();
    }
  };
  const of = async (personId: string) => (await membershipsOf(kept, personId)).map(({ authorityId, identified }) => `${authorityId} ${String(identified)}`);
  const named = async (...memberIds: readonly string[]) => (await membershipsNamed(kept, memberIds)).map((membership) => `${membership.authorityId} ${memberIdOf(membership)}`);

  beforeEach(() => {
    documents = new MemoryDocuments();
    kept = documents.collection(memberships);
  });

  it('are kept apart where two authorities name them alike', async () => {
    await happens(prepared('namur', 'm1', 'paul'), identified('namur', 'm1', 'paul'), prepared('dinant', 'm1', 'eve'), identified('dinant', 'm1', 'eve'));
    expect([await of('paul'), await of('eve')]).toEqual([['namur true'], ['dinant true']]);
    expect((await named('m1')).sort()).toEqual(['dinant m1', 'namur m1']);
  });
  it('are found by what identity calls a profile that was prepared for nobody in particular', async () => {
    await happens(prepared('namur', 'm1', null), prepared('namur', 'm2', null));
    expect(await named('m2', 'm3')).toEqual(['namur m2']);
  });
  it('that were kept under the id of the member alone are still found, and no longer once told anew', async () => {
    await documents.commit([
      { collection: memberships.name, put: { id: 'm1', authorityId: 'namur', personId: 'paul', identified: false } },
      { collection: memberships.name, put: { id: 'm2', authorityId: 'namur', personId: 'paul', identified: false } },
    ]);
    expect([await of('paul'), await named('m1')]).toEqual([['namur false', 'namur false'], ['namur m1']]);
    await happens(identified('namur', 'm1', 'paul'), identified('dinant', 'm2', 'eve'));
    expect([(await of('paul')).sort(), await named('m1')]).toEqual([['namur false', 'namur true'], ['namur m1']]);
  });
});
