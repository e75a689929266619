import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API, ARegion, type PersonName } from './a-region.js';

describe('access to what an authority was before its merger', () => {
  let region: ARegion;
  const holders = (as: PersonName, authorityId = region.here.id) => region.service.send(region.people[as], 'GET', `${API}/authorities/${authorityId}/access?category=FIN-BUD&action=read`);
  const explained = (as: PersonName, about: PersonName = 'memberElsewhere') => region.service.send(region.people[as], 'POST', '/access/v1/evaluation', {
    subject: { type: 'person', id: region.people[about] }, action: { name: 'read' }, resource: { type: 'category', id: `${region.here.id}/FIN-BUD` }, context: { explain: true },
  });
  const answers = async (ask: (as: PersonName) => Promise<{ readonly status: number }>, ...who: readonly PersonName[]) => {
    const statuses: Record<string, number> = {};
    for (const as of who) statuses[as] = (await ask(as)).status;
    return statuses;
  };

  beforeAll(async () => {
    region = await ARegion.start();
    const { here, away, service, people } = region;
    await region.mandate(here.id, people.stranger, 'DEPUTY', [], '2026-11-05T00:00:00.000Z');
    await service.advanceTo('2026-11-06T09:00:00.000Z');
    expect(await answers(holders, 'signatory', 'stranger', 'primary', 'local', 'elsewhere')).toEqual({ signatory: 200, stranger: 403, primary: 200, local: 200, elsewhere: 404 });
    expect(await answers(explained, 'stranger', 'primary', 'local', 'elsewhere')).toEqual({ stranger: 403, primary: 200, local: 200, elsewhere: 403 });
    await region.change(here.id, { type: 'MergeInto', data: { successorId: away.id } }, region.person('administrator'));
  });
  afterAll(() => region.stop());

  it('is told to who answers for the successor, whose people they are', async () => {
    const { memberElsewhere } = region.people;
    for (const as of ['elsewhere', 'away', 'officer'] as const) {
      expect([as, (await holders(as)).body]).toEqual([as, [{ personId: memberElsewhere, roles: ['EDITOR'], grantIds: [region.away.grantId] }]]);
      expect([as, (await explained(as)).body]).toMatchObject([as, { decision: true, context: { grantIds: [region.away.grantId] } }]);
    }
  });

  it('is not told to who signed for it, managed it or looked after it before: they are strangers to the successor', async () => {
    expect(await answers(holders, 'signatory', 'stranger', 'primary', 'deputy', 'local', 'member')).toEqual({ signatory: 404, stranger: 404, primary: 404, deputy: 404, local: 404, member: 404 });
    expect(await answers(explained, 'signatory', 'stranger', 'primary', 'local')).toEqual({ signatory: 403, stranger: 403, primary: 403, local: 403 });
    expect(await holders('memberElsewhere')).toMatchObject({ status: 403, body: { code: 'capacity-not-sufficient' } });
  });

  it('is still explained to who asks about himself', async () => {
    expect((await explained('member', 'member')).body).toMatchObject({ decision: false, context: { causes: ['not-a-member'] } });
  });

  it('shows to who answers for the successor whom to take over, with what they held, and lets him change nothing', async () => {
    const { here, people, service } = region;
    const space = `${API}/authorities/${here.id}`;
    const seen = (as: PersonName, path: string) => service.send(people[as], 'GET', `${space}${path}`);
    expect((await seen('elsewhere', '/members')).body).toEqual(expect.arrayContaining([expect.objectContaining({ memberId: here.memberId, personId: people.member })]));
    expect((await seen('elsewhere', `/members/${here.memberId}/grants`)).body).toMatchObject([{ grantId: here.grantId, role: 'EDITOR' }]);
    for (const path of ['', '/mandates', '/office-holders', `/members/${here.memberId}`]) expect([path, (await seen('elsewhere', path)).status]).toEqual([path, 200]);
    for (const as of ['memberElsewhere', 'stranger', 'away'] as const) expect([as, (await seen(as, '/members')).status]).toEqual([as, as === 'stranger' ? 200 : 404]);
    for (const [path, body] of [['/members', { function: 'OTHER' }], [`/members/${here.memberId}/departure`, {}], [`/members/${here.memberId}/grants/${here.grantId}/revocation`, { reasonCode: 'MOVED' }]] as const) {
      expect([path, (await service.send(people.elsewhere, 'POST', `${space}${path}`, body)).status]).toEqual([path, 404]);
    }
    expect((await service.send(people.primary, 'GET', `${API}/authorities/${region.away.id}/members`)).status).toBe(404);
  });

  it('is in the list of what one may oneself, where one never was a member', async () => {
    const me = async (as: PersonName) => (await region.service.send(region.people[as], 'GET', `${API}/me`)).body['authorities'] as readonly { readonly authorityId: string }[];
    const before = (await me('memberElsewhere')).find(({ authorityId }) => authorityId === region.here.id);
    expect(before).toMatchObject({ status: 'MERGED', memberships: [], grants: [], offices: [], mandates: [], managers: [], may: [{ category: 'FIN-BUD', actions: ['read'] }], charterToAccept: null });
    expect((await me('elsewhere')).map(({ authorityId }) => authorityId)).toEqual([region.away.id]);
  });

  it('changes nothing in the successor, nor for an authority that there is not', async () => {
    expect(await answers((as) => holders(as, region.away.id), 'elsewhere', 'away', 'signatory', 'local')).toEqual({ elsewhere: 200, away: 200, signatory: 404, local: 404 });
    expect((await holders('officer', randomUUID())).status).toBe(404);
  });
});
