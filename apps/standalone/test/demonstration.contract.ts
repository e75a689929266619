import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { eventually } from '#messaging/testing';
import { personNamed } from '../src/issuer/people.js';

const SERVICES = ['identity', 'access-delegation', 'audit'];
/** What hears of facts may be a moment behind. */
const HEARD = 10_000;

/** What a demonstration promises at its one address, whatever it runs on; nothing here moves a clock. */
export const describeDemonstration = (name: string, open: () => Promise<string>): void => {
  describe(`the demonstration on ${name}`, () => {
    let base: string;
    beforeAll(async () => { base = await open(); });

    const get = (path: string, token?: string): Promise<Response> =>
      fetch(`${base}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    const json = async (path: string, token?: string): Promise<unknown> => (await get(path, token)).json();
    const signIn = (body: unknown): Promise<Response> =>
      fetch(`${base}/identity/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const tokenOf = async (person: string, more = {}): Promise<string> => ((await (await signIn({ person, ...more })).json()) as { accessToken: string }).accessToken;
    const valmarche = async (): Promise<string> => {
      const { items } = (await json('/access-delegation/v1/authorities?nisCode=99011', await tokenOf('amelie'))) as { items: readonly { authorityId: string; type: string }[] };
      return items.find(({ type }) => type === 'MUNICIPALITY')?.authorityId ?? '';
    };

    it('is ready, and says what it is', async () => {
      expect(await json('/health/ready')).toEqual({ status: 'up', probes: Object.fromEntries(SERVICES.map((service) => [service, 'up'])) });
      await eventually(async () => (await valmarche()) !== '', HEARD);
      const page = await (await get('/')).text();
      expect(page).toContain('Démonstration');
      expect(page).toContain(await valmarche());
    });

    it('answers at one address for every service', async () => {
      for (const service of SERVICES) expect(await json(`/openapi/${service}.json`)).toMatchObject({ openapi: '3.1.0' });
      const { iss } = decodeJwt(await tokenOf('amelie'));
      expect(await json('/.well-known/authzen-configuration')).toMatchObject({ policy_decision_point: iss });
      expect(await get('/access-delegation/v1/catalogue')).toMatchObject({ status: 401 });
      expect(await get('/elsewhere')).toMatchObject({ status: 404 });
    });

    it('has a catalogue, a charter, staff and authorities with those who sign for them', async () => {
      const amelie = await tokenOf('amelie');
      const catalogue = (await json('/access-delegation/v1/catalogue', amelie)) as { subjects: unknown[]; categories: { code: string }[] };
      expect(catalogue.subjects).toHaveLength(5);
      expect(catalogue.categories.map(({ code }) => code)).toContain('FIN-BUD');
      expect(await json('/access-delegation/v1/charter', amelie)).toHaveProperty('current.version');
      expect(await json('/access-delegation/v1/staff', amelie)).toHaveLength(6);
      const holders = (await json(`/access-delegation/v1/authorities/${await valmarche()}/office-holders`, await tokenOf('claire'))) as { personId: string }[];
      expect(holders.map(({ personId }) => personId).sort()).toEqual([personNamed('henri')?.id, personNamed('isabelle')?.id]);
    });

    it('signs a person in for five minutes and the services asked for, worth high by default', async () => {
      const token = await tokenOf('lea', { audience: ['audit'], assurance: 'substantial' });
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
      const { iat = 0, ...claims } = decodeJwt(token);
      expect(claims).toMatchObject({ sub: personNamed('lea')?.id, aud: ['audit'], acr: 'substantial', exp: iat + 300 });
      expect(await get('/access-delegation/v1/catalogue', token)).toMatchObject({ status: 401 });
      const { acr, amr, sub } = decodeJwt(await tokenOf(String(personNamed('lea')?.id)));
      expect({ acr, amr, sub }).toEqual({ acr: 'high', amr: ['fas'], sub: personNamed('lea')?.id });
    });

    it.each([
      [404, { person: 'nobody' }], [400, { person: 'lea', assurance: 'none' }], [400, { person: 'lea', audience: 'dossiers' }], [400, { person: 'lea', audience: [] }],
      [400, { person: 7 }], [400, {}], [400, { person: 'lea', capacity: 'ADMINISTRATOR' }],
    ])('refuses with %i to sign in %j', async (status, body) => {
      expect(await signIn(body)).toMatchObject({ status });
    });
  });
};
