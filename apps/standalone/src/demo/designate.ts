import { createHash } from 'node:crypto';
import { StoryBroken, type Stage } from './stage.js';
import { personNamed } from '../issuer/people.js';

export type Wish = {
  readonly authorityId: string;
  readonly designee: string;
  readonly kind: 'PRIMARY' | 'DEPUTY';
  readonly from: string;
  readonly signatories: readonly [readonly [alias: string, capacity: string], readonly [alias: string, capacity: string]];
};

export const idOf = (alias: string): string => {
  const person = personNamed(alias);
  if (!person) throw new StoryBroken(`nobody is called ${alias}`);
  return person.id;
};

/** From the draft to the mandate: two signatures, the officer's review, the designee's acceptance of the charter. */
export const designate = async (stage: Stage, { authorityId, designee, kind, from, signatories }: Wish): Promise<void> => {
  const [[, ], [drafter]] = signatories;
  const sha256 = createHash('sha256').update(`acte de désignation de ${designee}`).digest('hex');
  const draft = await stage.step(`Désignation de ${designee} (${kind === 'PRIMARY' ? 'titulaire' : 'suppléant'}) : le projet`, drafter, ['POST', '/access-delegation/v1/designations'], {
    authorityId, designeeId: idOf(designee), kind, function: 'ADMINISTRATIVE_AGENT', from,
    signatories: signatories.map(([alias, capacity]) => ({ personId: idOf(alias), capacity })),
    pieces: [{ kind: 'ACT', reference: 'acte-1', sha256 }],
  }, 201);
  const path = `/access-delegation/v1/designations/${String(draft.body['id'])}`;
  for (const [alias, capacity] of signatories) {
    const { body } = await stage.step(`${capacity} lit le projet`, alias, ['GET', path], undefined, 200);
    await stage.step('… et signe exactement ce contenu', alias, ['POST', `${path}/signatures`], { contentSha256: body['contentSha256'] }, 201);
  }
  await stage.step('Une agente du SPW examine le dossier', 'claire', ['POST', `${path}/review`], {}, 201);
  for (const [alias] of signatories) await stage.step(`… vérifie la qualité de ${alias}`, 'claire', ['POST', `${path}/verifications`], { personId: idOf(alias) }, 201);
  await stage.step('… et valide la désignation', 'claire', ['POST', `${path}/approval`], {}, 201);
  await stage.step('La personne désignée accepte, avec la charte', designee, ['POST', `${path}/acceptance`], { charterVersion: 1 }, 201);
  const { body } = await stage.step('La désignation', designee, ['GET', path], undefined, 200, (answer) => answer.body['status'] === 'TOOK_EFFECT');
  stage.holds('a pris effet : le mandat court', body['status'], body['status'] === 'TOOK_EFFECT');
};
