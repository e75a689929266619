import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '#messaging/testing';
import { AccessChanger, chance } from './access-changer.js';
import { Client, NotTaken, receiptIn, type Door } from './client.js';
import { begun, named, type Member, type PrivateSpace } from './private-space.js';
import { RemoteInstallation } from './remote-installation.js';
import type { ServiceProcess } from './service-process.js';

jest.setTimeout(120_000);

const ROUNDS = 10;
/** How long the compose file lets a service stop. */
const GRACE = 30_000;
const BUDGETS = { role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'] };
const SARTBOIS = { type: 'MUNICIPALITY', name: { fr: 'Sartbois-la-Claire' }, enterpriseNumber: '0150.099.976', nisCode: '99091', province: '99000', supervision: 'REGION' };
type Written = { readonly id: string; readonly token: string };

describe('services in processes of their own on remote engines', () => {
  let installation: RemoteInstallation;
  let one: ServiceProcess;
  let other: ServiceProcess;
  let audit: ServiceProcess;
  let running: ServiceProcess[] = [];
  let clients: ReadonlyMap<ServiceProcess, Client>;
  let space: PrivateSpace;
  let nadia: Member;

  const at = (process: ServiceProcess): Client => {
    const client = clients.get(process);
    if (!client) throw new Error('there is no such process');
    return client;
  };
  const written = async (process: ServiceProcess, path: string, body: object): Promise<Written> => {
    const answer = await at(process).post({ by: space.manager, path, body, key: randomUUID() });
    expect(answer).toMatchObject({ status: 201 });
    return { id: receiptIn(answer).id, token: String(answer.body['token']) };
  };
  const mayEdit = async (process: ServiceProcess, consistencyToken?: string): Promise<unknown> => {
    const { body } = await at(process).post({
      by: nadia.person, path: '/access/v1/evaluation', key: '-', body: {
        subject: { type: 'person', id: nadia.person.id }, action: { name: 'edit' }, resource: { type: 'category', id: `${space.authorityId}/FIN-BUD` },
        ...(consistencyToken === undefined ? {} : { context: { consistencyToken } }),
      },
    });
    return body['decision'] ?? body;
  };
  const grants = (): string => `${space.path}/members/${nadia.memberId}/grants`;
  const trail = async (): Promise<readonly string[]> => {
    const told: string[] = [];
    for (let cursor: unknown = ''; typeof cursor === 'string';) {
      const page = await at(audit).get(space.manager, `/audit/v1/authorities/${space.authorityId}/trail?order=asc&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      told.push(...(page['items'] as readonly { readonly text: string }[]).map(({ text }) => text));
      cursor = page['next'];
    }
    return told;
  };

  const toldOnce = async (enough: (told: readonly string[]) => boolean, ask = trail): Promise<readonly string[]> => {
    let told: readonly string[] = [];
    await eventually(async () => {
      told = await ask();
      return enough(told);
    }, 30_000);
    return told;
  };

  /** Until somebody publishes in the place of who was killed, audit does not know everything that was published, and says so. */
  const trailOrNothing = (): Promise<readonly string[]> => trail().catch((error: unknown) => {
    if (error instanceof NotTaken && ['audit-unavailable', 'not-yet-told'].some((code) => error.message.includes(code))) return [];
    throw error;
  });

  beforeAll(async () => {
    installation = await RemoteInstallation.prepared();
    [one, other, audit] = [await installation.instance('access-delegation'), await installation.instance('access-delegation'), await installation.instance('audit')];
    running = [installation.identity, one, other, audit];
    clients = new Map(running.map((process) => [process, new Client({ url: Promise.resolve(process.url) }, installation.identity.url)]));
    await Promise.all(running.map((process) => process.start()));
    await installation.demonstrated(one);
    await at(one).command(named('amelie'), '/access-delegation/v1/authorities', SARTBOIS);
    await eventually(async () => JSON.stringify(await at(one).get(named('amelie'), '/access-delegation/v1/authorities?nisCode=99091')).includes('authorityId'), 10_000);
    space = await begun(at(one), {
      type: 'MUNICIPALITY', nisCode: '99091', manager: 'lea', signatories: [{ alias: 'henri', capacity: 'MAYOR' }, { alias: 'isabelle', capacity: 'DIRECTOR_GENERAL' }], members: ['nadia', 'olivier', 'henri', 'isabelle', 'pauline', 'quentin', 'ursula'],
    });
    const [first] = space.members;
    if (!first) throw new Error('nobody is a member');
    nadia = first;
  });
  afterAll(async () => {
    for (const process of running.reverse()) await process.end('SIGKILL');
    await installation.dropped();
  });

  it('tell the same: what one instance grants the other answers, what one revokes the other answers no more', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [here, there] = round % 2 === 0 ? [one, other] as const : [other, one] as const;
      const granted = await written(here, grants(), BUDGETS);
      expect([await mayEdit(there, granted.token), await mayEdit(here, granted.token)]).toEqual([true, true]);
      const revoked = await written(there, `${grants()}/${granted.id}/revocation`, { reasonCode: 'CHANGE_OF_DUTIES' });
      expect([await mayEdit(here, revoked.token), await mayEdit(there, revoked.token)]).toEqual([false, false]);
    }
  });

  it('never answer yes after a revocation, not even to who shows no token', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const granted = await written(one, grants(), BUDGETS);
      await eventually(async () => (await mayEdit(other)) === true);
      await written(one, `${grants()}/${granted.id}/revocation`, { reasonCode: 'CHANGE_OF_DUTIES' });
      expect(await mayEdit(other)).toBe(false);
    }
  });

  it('tell the whole history in audit', async () => {
    const told = await toldOnce((all) => all.filter((text) => text.includes('a retiré')).length === 2 * ROUNDS);
    for (const words of ['a octroyé', 'a retiré', 'gestionnaire local de sécurité', 'charte']) expect(told.join()).toContain(words);
  });

  describe('while people change access', () => {
    const under = async (door: Door, members: readonly Member[], meanwhile: (client: Client) => Promise<void>): Promise<Client> => {
      const client = new Client(door, installation.identity.url);
      let changing = true;
      const pick = chance(7);
      const working = members.map((member) => new AccessChanger(client, space, member, pick).work(() => changing));
      await Promise.race([meanwhile(client), Promise.all(working)]).finally(() => { changing = false; });
      await Promise.all(working);
      return client;
    };
    const answeredAgain = async (process: ServiceProcess, { acknowledged }: Client): Promise<void> => {
      const again = await Promise.all(acknowledged.map((command) => at(process).post(command)));
      expect(again.map(receiptIn)).toEqual(acknowledged.map(({ receipt }) => receipt));
      const version = Math.max(...acknowledged.map(({ receipt }) => receipt.version));
      expect(version).toBeGreaterThanOrEqual(acknowledged.length);
    };

    it('questions without a token are answered all the same, on both', async () => {
      const doors = new Set([one, other]);
      await under({ get url() { return Promise.resolve(one.url); } }, space.members.slice(1, 2), async (changing) => {
        await changing.acknowledges(20);
        for (let round = 0; round < ROUNDS; round += 1) for (const door of doors) expect([true, false]).toContain(await mayEdit(door));
        await changing.acknowledges(20);
      });
    });

    it('an instance that is told to stop answers what it has in hand, and ends well', async () => {
      let url = Promise.resolve(other.url);
      let code: number | null | undefined;
      const client = await under({ get url() { return url; } }, space.members.slice(2, 4), async (changing) => {
        await changing.acknowledges(20);
        url = Promise.resolve(one.url);
        const told = performance.now();
        code = await other.end('SIGTERM');
        expect(performance.now() - told).toBeLessThan(GRACE);
        await changing.acknowledges(20);
      });
      expect({ code, unanswered: client.unanswered }).toEqual({ code: 0, unanswered: 0 });
      await answeredAgain(one, client);
    });

    it('one that is killed takes nothing with it that was acknowledged, and the other goes on', async () => {
      await other.start();
      let url = Promise.resolve(one.url);
      const client = await under({ get url() { return url; } }, space.members.slice(4), async (changing) => {
        await changing.acknowledges(20);
        url = Promise.resolve(other.url);
        await one.end('SIGKILL');
        await changing.acknowledges(20);
      });
      await answeredAgain(other, client);
      await written(other, grants(), { ...BUDGETS, role: 'VALIDATOR' });
      await toldOnce((all) => all.some((text) => text.includes('validateur')), trailOrNothing);
    });
  });
});
