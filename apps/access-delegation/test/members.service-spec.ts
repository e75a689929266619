import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jsonLogger } from '#http';
import { ChangeAuthority } from '../src/authorities/application/change-authority.js';
import { ChangeCatalogue } from '../src/catalogue/application/change-catalogue.js';
import { operator, type Sent } from './a-service.js';
import { AnInstallation, idOf, listIn, people } from './an-installation.js';
import { differencesIn, type ApiDocument } from './declared-answers.js';

const { anne, lea, sam, chloe, david } = people;

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

  describe('is shown', () => {
    const list = async (path: string, person = lea) => listIn(await here.done(person, 'GET', `/authorities/${authorityId}/${path}`));
    let memberId = '';
    const grants = () => list(`members/${memberId}/grants`);
    beforeEach(async () => { memberId = await prepared({ personId: sam }); });

    it('as suspended while the Region closes the doors, with what he then holds in vain', async () => {
      await here.grant(authorityId, lea, memberId);
      expect([await view(memberId), await grants()]).toMatchObject([{ standing: 'RUNNING', accessSuspended: false, runningGrants: 1 }, [{ standing: 'RUNNING' }]]);
      const of = `/persons/${sam}/withdrawals`;
      const { body: { id } } = await here.done(chloe, 'POST', of, { reasonCode: 'MISUSE' });
      expect([await view(memberId), await grants()]).toMatchObject([{ standing: 'SUSPENDED', suspended: null, accessSuspended: true, runningGrants: 0 }, [{ standing: 'SUSPENDED' }]]);
      expect((await here.done(lea, 'GET', `/authorities/${authorityId}/members/${memberId}`)).body).toMatchObject({ accessSuspended: true });
      await here.done(david, 'POST', `${of}/${String(id)}/lifting`, {});
      expect([await view(memberId), await grants()]).toMatchObject([{ standing: 'RUNNING', accessSuspended: false, runningGrants: 1 }, [{ standing: 'RUNNING' }]]);
    });

    it('with grants that open nothing any more once their categories are closed', async () => {
      const close = (code: string) => here.service.commands.execute(new ChangeCatalogue({ type: 'CloseCategory', data: { code } }, operator()));
      await here.grant(authorityId, lea, memberId, { categories: ['FIN-BUD', 'FIN-CPT'] });
      await here.grant(authorityId, lea, memberId, { role: 'READER', categories: undefined, includesFuture: true });
      await close('FIN-BUD');
      expect(await grants()).toMatchObject([{ standing: 'RUNNING', notOffered: ['FIN-BUD'] }, { standing: 'RUNNING', notOffered: ['FIN-BUD'] }]);
      await close('FIN-CPT');
      expect([await view(memberId), await grants()]).toMatchObject([{ runningGrants: 0 }, [{ standing: 'SUSPENDED', notOffered: ['FIN-BUD', 'FIN-CPT'] }, { standing: 'SUSPENDED' }]]);
    });

    it('with grants that are over once he left, or that open nothing while he is suspended', async () => {
      await here.grant(authorityId, lea, memberId);
      await here.done(lea, 'POST', `/authorities/${authorityId}/members/${memberId}/suspension`, {});
      expect([await view(memberId), await grants()]).toMatchObject([{ standing: 'SUSPENDED', suspended: 'MANAGER', runningGrants: 0 }, [{ standing: 'SUSPENDED' }]]);
      await here.done(lea, 'POST', `/authorities/${authorityId}/members/${memberId}/departure`, {});
      expect([await view(memberId), await grants()]).toMatchObject([{ standing: 'OVER', runningGrants: 0 }, [{ standing: 'OVER' }]]);
    });

    describe('with grants that run exactly while they open something,', () => {
      const shown = async (id: string, person: string) => {
        const [{ body: { runningGrants } }, sent] = await Promise.all(['', '/grants'].map((of) => here.done(chloe, 'GET', `/authorities/${authorityId}/members/${id}${of}`))) as [Sent, Sent];
        const [{ standing } = {}] = listIn(sent);
        const opens = await here.may(authorityId, person, 'edit');
        expect([opens, runningGrants]).toEqual([standing === 'RUNNING', standing === 'RUNNING' ? 1 : 0]);
        return standing;
      };

      it('not before the holder comes, nor before identity has confirmed who it is', async () => {
        const coming = await prepared({ personId: people.max, from: '2026-11-10' });
        const unknown = await prepared({ personId: nina });
        for (const id of [coming, unknown]) await here.grant(authorityId, lea, id);
        expect([await shown(coming, people.max), await shown(unknown, nina)]).toEqual(['COMING', 'SUSPENDED']);
        await here.service.publishConfirmed(nina);
        await here.service.advanceTo('2026-11-10T09:00:00.000Z');
        expect([await shown(coming, people.max), await shown(unknown, nina)]).toEqual(['RUNNING', 'RUNNING']);
      });

      it('not while the authority is closed, nor once it was merged', async () => {
        const at = `/authorities/${authorityId}`;
        await here.grant(authorityId, lea, memberId);
        expect(await shown(memberId, sam)).toBe('RUNNING');
        await here.done(anne, 'POST', `${at}/closure`, {});
        expect(await shown(memberId, sam)).toBe('SUSPENDED');
        await here.done(anne, 'POST', `${at}/reopening`, {});
        expect(await shown(memberId, sam)).toBe('RUNNING');
        await here.done(anne, 'POST', `${at}/merger`, { successorId: await here.authority() });
        expect(await shown(memberId, sam)).toBe('SUSPENDED');
      });
    });

    it('who manages access, and to nobody but those who answer for it who no longer does', async () => {
      const ended = await here.manager(authorityId, { designee: people.max, kind: 'DEPUTY' });
      const suspended = await here.manager(authorityId, { designee: people.stranger, kind: 'DEPUTY' });
      await here.done(people.max, 'POST', `/authorities/${authorityId}/mandates/${ended}/resignation`, {});
      await here.done(lea, 'POST', `/authorities/${authorityId}/mandates/${suspended}/suspension`, {});
      expect((await list('mandates', sam)).map(({ personId }) => personId)).toEqual([lea]);
      expect((await list('mandates', people.stranger)).map(({ personId }) => personId).sort()).toEqual([lea, people.stranger].sort());
      expect(await list('mandates')).toHaveLength(3);
    });

    it('in answers that say what the document of the API declares, no more and no less', async () => {
      await here.grant(authorityId, lea, memberId);
      const document = (await here.service.send(lea, 'GET', '/openapi.json')).body as ApiDocument;
      const paths = ['', '/office-holders', '/mandates', '/members', '/members/{memberId}', '/members/{memberId}/grants'];
      for (const path of paths) {
        const { body } = await here.done(lea, 'GET', `/authorities/${authorityId}${path.replace('{memberId}', memberId)}`);
        expect([path, differencesIn(document, 'get', `/access-delegation/v1/authorities/{authorityId}${path}`, body)]).toEqual([path, []]);
      }
      expect(differencesIn(document, 'get', '/access-delegation/v1/me', (await here.done(lea, 'GET', '/me')).body)).toEqual([]);
    });
  });
});
