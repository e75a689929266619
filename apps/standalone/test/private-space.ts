import { createHash } from 'node:crypto';
import { brusselsDate } from '#belgium';
import type { AuthorityType, SignatoryCapacity } from '#contracts';
import { instant } from '#kernel';
import { eventually } from '#messaging/testing';
import { personNamed, type DemonstrationPerson } from '../src/issuer/people.js';
import type { Client } from './client.js';

export const named = (alias: string): DemonstrationPerson => {
  const person = personNamed(alias);
  if (!person) throw new Error(`nobody is called ${alias}`);
  return person;
};

type Signatory = { readonly alias: string; readonly capacity: SignatoryCapacity };
type Wanted = { readonly type: AuthorityType; readonly nisCode: string; readonly manager: string; readonly signatories: readonly [Signatory, Signatory]; readonly members: readonly string[] };
export type Member = { readonly memberId: string; readonly person: DemonstrationPerson };
export type PrivateSpace = { readonly authorityId: string; readonly path: string; readonly manager: DemonstrationPerson; readonly members: readonly Member[] };

const MEMBERS = ['nadia', 'henri', 'isabelle', 'pauline', 'quentin', 'ursula'];
export const SPACES: readonly Wanted[] = [
  { type: 'MUNICIPALITY', nisCode: '99011', manager: 'lea', signatories: [{ alias: 'henri', capacity: 'MAYOR' }, { alias: 'isabelle', capacity: 'DIRECTOR_GENERAL' }], members: MEMBERS },
  { type: 'SOCIAL_WELFARE_CENTRE', nisCode: '99011', manager: 'marc', signatories: [{ alias: 'pauline', capacity: 'CHAIR' }, { alias: 'quentin', capacity: 'DIRECTOR_GENERAL' }], members: MEMBERS },
  { type: 'MUNICIPALITY', nisCode: '99012', manager: 'olivier', signatories: [{ alias: 'ursula', capacity: 'MAYOR' }, { alias: 'victor', capacity: 'DIRECTOR_GENERAL' }], members: MEMBERS },
];

/** An authority with an active manager, from the designation on, and members who hold nothing yet. */
export const begun = async (client: Client, wanted: Wanted): Promise<PrivateSpace> => {
  const { items } = await client.get(named('amelie'), `/access-delegation/v1/authorities?nisCode=${wanted.nisCode}`);
  const authorityId = String((items as readonly { readonly authorityId: string; readonly type: string }[]).find(({ type }) => type === wanted.type)?.authorityId);
  const path = `/access-delegation/v1/authorities/${authorityId}`;
  const manager = named(wanted.manager);
  await designate(client, authorityId, wanted);
  const members: Member[] = [];
  for (const person of wanted.members.map(named)) {
    const { id: memberId } = await client.command(manager, `${path}/members`, { personId: person.id, function: 'ADMINISTRATIVE_AGENT' });
    members.push({ memberId, person });
  }
  return { authorityId, path, manager, members };
};

const designate = async (client: Client, authorityId: string, { manager, signatories }: Wanted): Promise<void> => {
  const [first, second] = signatories;
  const officer = named('claire');
  const signing = [first, second].map(({ alias, capacity }) => ({ personId: named(alias).id, capacity }));
  const draft = await client.command(named(second.alias), '/access-delegation/v1/designations', {
    authorityId, designeeId: named(manager).id, kind: 'PRIMARY', function: 'HEAD_OF_SERVICE', from: brusselsDate(instant(Date.now())),
    signatories: signing,
    pieces: [{ kind: 'ACT', reference: 'acte-1', sha256: createHash('sha256').update('acte').digest('hex') }],
  });
  const path = `/access-delegation/v1/designations/${draft.id}`;
  const { contentSha256 } = await client.get(named(first.alias), path);
  for (const { alias } of signatories) await client.command(named(alias), `${path}/signatures`, { contentSha256 });
  await client.command(officer, `${path}/review`);
  for (const { personId } of signing) await client.command(officer, `${path}/verifications`, { personId });
  await client.command(officer, `${path}/approval`);
  await client.command(named(manager), `${path}/acceptance`, { charterVersion: 1 });
  await eventually(async () => (await client.get(named(manager), path))['status'] === 'TOOK_EFFECT');
};
