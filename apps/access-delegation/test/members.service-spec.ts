import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonLogger } from '#http';
import { ChangeAuthority } from '../src/authorities/application/change-authority.js';
import { operator } from './a-service.js';
import { AnInstallation, idOf, listIn, people } from './an-installation.js';

const { lea } = people;

describe('a member', () => {
  const logged: string[] = [];
  const nina = randomUUID();
  let here: AnInstallation;
  let authorityId = '';
  const prepared = async (over: object = {}) => idOf(await here.done(lea, 'POST', `/authorities/${authorityId}/members`, { function: 'ADMINISTRATIVE_AGENT', ...over }));
  const view = async (memberId: string) => listIn(await here.done(lea, 'GET', `/authorities/${authorityId}/members`)).find((member) => member['memberId'] === memberId);

  beforeEach(async () => {
    here = await AnInstallation.begin(undefined, jsonLogger('access-delegation', 'info', { write: (line) => { logged.push(line); } }));
    authorityId = await here.authority();
    await here.manager(authorityId, { designee: lea });
  });
  afterEach(() => here.service.stop());

  describe('is identified', () => {
    it('once identity has confirmed the person for whom the profile was prepared, and has access only then', async () => {
      const memberId = await prepared({ personId: nina });
      await here.grant(authorityId, lea, memberId);
      await here.service.settled();
      expect(await here.may(authorityId, nina, 'edit')).toBe(false);
      await here.service.restart();
      await here.service.publishConfirmed(nina);
      expect(await here.may(authorityId, nina, 'edit')).toBe(true);
      expect((await here.done(nina, 'GET', '/me')).body).toMatchObject({ authorities: [{ authorityId, memberships: [{ memberId, identified: true }], may: [{ category: 'FIN-BUD', actions: ['read', 'edit'] }] }] });
    });

    it('once identity says whose profile it is that was prepared without a person', async () => {
      const memberId = await prepared();
      await here.grant(authorityId, lea, memberId);
      await here.service.settled();
      expect(await view(memberId)).toMatchObject({ identified: false, personId: null });
      await here.service.restart();
      await here.service.publishConfirmed(nina, [randomUUID(), memberId]);
      expect(await view(memberId)).toMatchObject({ identified: true, personId: nina });
      expect(await here.may(authorityId, nina, 'edit')).toBe(true);
    });

    it('at once when identity said so before the profile was known here', async () => {
      const memberId = randomUUID();
      await here.service.publishConfirmed(nina, [memberId]);
      await here.service.restart();
      const prepare = { type: 'PrepareMember', data: { memberId, function: 'OTHER' } } as const;
      await here.service.commands.execute(new ChangeAuthority(authorityId, prepare, { ...operator(), actor: { kind: 'person', id: lea, assurance: 'high' } }));
      await here.service.settled();
      expect(await view(memberId)).toMatchObject({ identified: true, personId: nina });
    });

    it('once only: a second profile of the same person stays closed, and that is told', async () => {
      const [first, second] = [await prepared(), await prepared()];
      await here.grant(authorityId, lea, second);
      await here.service.settled();
      await here.service.publishConfirmed(nina, [first, second]);
      expect([await view(first), await view(second)]).toMatchObject([{ identified: true }, { identified: false }]);
      expect(await here.may(authorityId, nina, 'edit')).toBe(false);
      expect(logged.filter((line) => line.includes(second) && line.includes('"already-member"'))).toHaveLength(1);
    });
  });
});
