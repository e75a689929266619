import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccessChanger, chance, type Change } from './access-changer.js';
import { Balancer } from './balancer.js';
import { Client } from './client.js';
import { begun, SPACES, type Member, type PrivateSpace } from './private-space.js';
import { RemoteInstallation } from './remote-installation.js';
import type { ServiceProcess } from './service-process.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
jest.setTimeout(ROUNDS * 300_000);

/** How long the compose file lets a service stop. */
const GRACE = 30_000;
const memberOf = ({ members: [member] }: PrivateSpace): Member => {
  if (!member) throw new Error('nobody is a member');
  return member;
};

describe('services whose instances are restarted one after the other, behind a balancer that follows readiness', () => {
  let installation: RemoteInstallation;
  let balancers: readonly Balancer[] = [];
  let instances: readonly (readonly [ServiceProcess, Balancer])[] = [];
  let changing: Client;
  let reading: Client;
  let space: PrivateSpace;

  const decided = async ({ member, action, category }: Pick<Change, 'member' | 'action' | 'category'>, context: object): Promise<unknown> => {
    const { body } = await changing.post({ by: space.manager, path: '/access/v1/evaluation', key: '-', body: {
      subject: { type: 'person', id: member.person.id }, action: { name: action }, resource: { type: 'category', id: `${space.authorityId}/${category}` }, context,
    } });
    return body['decision'] ?? body;
  };
  /** One at a time: who changes the same authority at once on two instances may be told that others do, restarted or not. */
  const change = (goesOn: () => boolean): Promise<void> =>
    new AccessChanger(changing, space, memberOf(space), chance(7), async (changed) => { expect(await decided(changed, { consistencyToken: changed.token })).toBe(changed.may); }).work(goesOn);
  const ask = async (goesOn: () => boolean): Promise<void> => {
    while (goesOn()) expect([true, false]).toContain(await decided({ member: memberOf(space), action: 'read', category: 'FIN-BUD' }, {}));
  };
  const look = async (goesOn: () => boolean): Promise<void> => {
    while (goesOn()) await reading.get(space.manager, `/audit/v1/authorities/${space.authorityId}/trail?limit=50`);
  };

  beforeAll(async () => {
    installation = await RemoteInstallation.prepared();
    const { identity } = installation;
    const pairOf = async (service: 'access-delegation' | 'audit') => [await installation.instance(service), await installation.instance(service)] as const;
    const [one, other] = await pairOf('access-delegation');
    const auditing = await pairOf('audit');
    for (const process of [identity, one, other, ...auditing]) await process.start();
    await installation.demonstrated(one);
    const [access, audit] = [await Balancer.before([one, other]), await Balancer.before(auditing)];
    balancers = [access, audit];
    instances = [[one, access], [other, access], ...auditing.map((process) => [process, audit] as const)];
    for (const [process, balancer] of instances) await balancer.givesTo(process);
    const at = ({ url }: Balancer): Client => new Client({ url: Promise.resolve(url) }, identity.url);
    [changing, reading] = [at(access), at(audit)];
    const [first] = SPACES;
    if (!first) throw new Error('there is no private space');
    space = await begun(changing, first);
  });
  afterAll(async () => {
    for (const balancer of balancers) await balancer.stop();
    for (const [process] of instances) await process.end('SIGKILL');
    await installation.identity.end('SIGKILL');
    await installation.dropped();
  });

  it('fail not one request of people who ask once only', async () => {
    let goesOn = true;
    const working = Promise.all([change, ask, look].map((work) => work(() => goesOn)));
    const restarts = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round += 1) for (const [process, balancer] of instances) {
        const told = performance.now();
        expect(await process.end('SIGTERM')).toBe(0);
        expect(performance.now() - told).toBeLessThan(GRACE);
        await process.start();
        await balancer.givesTo(process);
        await changing.acknowledges(20);
      }
    };
    await Promise.race([restarts(), working]).finally(() => { goesOn = false; });
    await working;
    expect(balancers.flatMap(({ failed }) => failed)).toEqual([]);
  });
});
