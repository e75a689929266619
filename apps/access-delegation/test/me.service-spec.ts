import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API, ARegion, type PersonName } from './a-region.js';

type Own = Readonly<Record<string, unknown>>;

describe('what somebody is told about himself', () => {
  let region: ARegion;
  const me = async (as: PersonName) => (await region.service.send(region.people[as], 'GET', `${API}/me`)).body;
  const authorities = async (as: PersonName) => (await me(as))['authorities'] as readonly Own[];
  const nothing = { offices: [], memberships: [], grants: [], may: [], mandates: [], charterToAccept: null };

  beforeAll(async () => { region = await ARegion.start(); });
  afterAll(() => region.stop());

  it('is that the Region has closed his doors in one authority, and whom to ask there, and nothing more', async () => {
    const { here, people } = region;
    const managers = expect.arrayContaining([{ personId: people.primary, kind: 'PRIMARY' }, { personId: people.deputy, kind: 'DEPUTY' }]) as unknown;
    expect(await authorities('member')).toMatchObject([{ authorityId: here.id, accessSuspended: false, grants: [{ grantId: here.grantId }] }]);
    await region.withdraw(people.member, here.id);
    expect(await me('member')).toEqual({
      personId: people.member, accessSuspended: false,
      authorities: [{ authorityId: here.id, name: { fr: 'Commune 99001' }, type: 'MUNICIPALITY', status: 'OPEN', accessSuspended: true, managers, ...nothing }],
    });
  });

  it('is, to a manager whose doors are closed there, who else manages', async () => {
    const { away, people } = region;
    await region.withdraw(people.elsewhere, away.id);
    expect(await authorities('elsewhere')).toMatchObject([{ authorityId: away.id, accessSuspended: true, managers: [], ...nothing }]);
  });

  it('is for which authority he signs, a member there or not', async () => {
    const { here } = region;
    expect(await authorities('signatory')).toMatchObject([{ authorityId: here.id, accessSuspended: false, ...nothing, offices: ['MAYOR'], managers: [{}, {}] }]);
    expect(await authorities('primary')).toMatchObject([{ offices: [], memberships: [{}], mandates: [{ kind: 'PRIMARY' }] }]);
  });

  it('is what he will be, and from when', async () => {
    const { here, people } = region;
    const data = { memberId: people.stranger, personId: people.stranger, function: 'OTHER', from: '2026-12-01' };
    expect(await authorities('stranger')).toEqual([]);
    expect((await region.service.send(people.primary, 'POST', `${API}/authorities/${here.id}/members`, { personId: data.personId, function: data.function, from: data.from })).status).toBe(201);
    await region.service.settled();
    expect(await authorities('stranger')).toMatchObject([{ authorityId: here.id, memberships: [{ standing: 'COMING', from: '2026-11-30T23:00:00.000Z' }], may: [], grants: [] }]);
    expect((await region.service.send(people.stranger, 'GET', `${API}/authorities/${here.id}`)).status).toBe(404);
  });

  it('is no authority of others, whatever he is at the Region', async () => {
    for (const as of ['officer', 'administrator', 'auditor'] as const) expect([as, await authorities(as)]).toEqual([as, []]);
  });
});
