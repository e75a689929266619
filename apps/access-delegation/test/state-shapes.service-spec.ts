import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PrivateSpaces } from '../src/authorities/application/private-spaces.js';
import { privateSpaceDecider } from '../src/authorities/domain/private-space.decider.js';
import { CatalogueStream } from '../src/catalogue/application/catalogue.stream.js';
import { catalogueDecider } from '../src/catalogue/domain/catalogue.decider.js';
import { CharterStream } from '../src/charter/application/charter.stream.js';
import { charterDecider } from '../src/charter/domain/charter.decider.js';
import { DesignationStreams } from '../src/designations/application/designation.streams.js';
import { designationDecider } from '../src/designations/domain/designations.decider.js';
import { ReservationStreams } from '../src/reservations/application/reservation.streams.js';
import { reservationDecider } from '../src/reservations/domain/reservations.decider.js';
import { StaffStream } from '../src/staff/application/staff.stream.js';
import { staffDecider } from '../src/staff/domain/staff.decider.js';
import { WithdrawalStreams } from '../src/withdrawals/application/withdrawal.streams.js';
import { withdrawalDecider } from '../src/withdrawals/domain/withdrawals.decider.js';
import { API, ARegion } from './a-region.js';
import { drafted } from './who-may-call.routes.js';

const FAMILIES = {
  authority: [PrivateSpaces, privateSpaceDecider], catalogue: [CatalogueStream, catalogueDecider], charter: [CharterStream, charterDecider], staff: [StaffStream, staffDecider],
  withdrawal: [WithdrawalStreams, withdrawalDecider], designation: [DesignationStreams, designationDecider], nis: [ReservationStreams, reservationDecider],
  number: [ReservationStreams, reservationDecider],
} as const;

const golden = JSON.parse(readFileSync(new URL('state-shapes.json', import.meta.url), 'utf8')) as Readonly<Record<string, unknown>>;

/** Each path that leads to a value, with the type of what is there; `*` stands for ids and codes as names. */
const pathsIn = (value: unknown, path = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((one) => pathsIn(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [`${path}: ${value === null ? 'null' : typeof value}`];
  return Object.entries(value).flatMap(([name, one]) => pathsIn(one, `${path}.${/^[a-z][A-Za-z0-9]*$/.test(name) ? name : '*'}`));
};

/** A state is kept in snapshots: when it looks otherwise, raise its decider's `stateShape`, then record it here anew. */
describe('what the states of streams look like', () => {
  let region: ARegion;
  const shapes: Record<string, { stateShape: number; paths: readonly string[] }> = {};

  beforeAll(async () => {
    region = await ARegion.start();
    const { here, people, service } = region;
    const member = `${API}/authorities/${here.id}/members/${here.memberId}`;
    const does = async (as: keyof typeof people, method: string, path: string, body: unknown = {}) => {
      const { status, body: answer } = await service.send(people[as], method, path, body);
      if (status > 201) throw new Error(`${path}: ${String(status)} ${JSON.stringify(answer)}`);
      return String(answer['id']);
    };
    await does('primary', 'POST', `${API}/authorities/${here.id}/bulk-access`, { lines: [{ memberId: await region.member(), role: 'READER', subject: 'FIN' }] });
    const { body: replaced } = await service.send(people.primary, 'PUT', `${member}/access`, { access: [], reasonCode: 'NEW_DUTIES' });
    await does('primary', 'DELETE', `${API}/authorities/${here.id}/bulk-access/${String(replaced['batchId'])}`);
    await does('primary', 'POST', `${member}/suspension`);
    await does('primary', 'POST', `${API}/authorities/${here.id}/mandates/${region.deputyMandateId}/suspension`);
    await does('administrator', 'PATCH', `${API}/authorities/${here.id}`, { enterpriseNumber: '0150.099.976' });
    const office = await does('officer', 'POST', `${API}/authorities/${here.id}/office-holders`, { personId: people.member, capacity: 'MAYOR' });
    await does('officer', 'DELETE', `${API}/authorities/${here.id}/office-holders/${office}`);
    await does('administrator', 'POST', `${API}/catalogue/categories/FIN-OLD/closure`);
    const designation = await does('director', 'POST', `${API}/designations`, drafted(region, people.member));
    const { contentSha256 } = (await service.send(people.director, 'GET', `${API}/designations/${designation}`)).body;
    for (const signatory of ['director', 'signatory'] as const) await does(signatory, 'POST', `${API}/designations/${designation}/signatures`, { contentSha256 });
    await does('officer', 'POST', `${API}/designations/${designation}/review`);
    await does('officer', 'POST', `${API}/designations/${designation}/information-requests`, { reasonCode: 'ACT_UNREADABLE', note: 'illisible' });
    await region.withdraw(randomUUID(), here.id);
    for (const stream of new Set((await region.recorded()).map((event) => event.stream))) {
      const family = stream.split('-', 1)[0] as keyof typeof FAMILIES;
      const [streams, { stateShape = 1 }] = FAMILIES[family];
      const { state } = await service.running.app.get<{ load(name: string): Promise<{ readonly state: unknown }> }>(streams).load(stream);
      shapes[family] = { stateShape, paths: [...new Set([...(shapes[family]?.paths ?? []), ...pathsIn(state)])].sort() };
    }
  });
  afterAll(() => region.stop());

  it.each(Object.keys(FAMILIES))('%s', (family) => { expect(shapes[family]).toEqual(golden[family]); });
});
