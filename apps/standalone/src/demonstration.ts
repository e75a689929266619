import { AUTHORITY_TYPES, type AuthorityType, type SignatoryCapacity, type StaffFunction } from '#contracts';
import { DomainError } from '#kernel';
import type { Operator } from '../../access-delegation/src/operator.module.js';
import { DemonstrationRefused, type DemonstrationCaller } from './demonstration-caller.js';
import { demonstrationFile, demonstrationText } from './demonstration-files.js';
import { personNamed, type DemonstrationPerson } from './issuer/people.js';

type Appointed = readonly [alias: string, as: StaffFunction];
const STAFF: readonly Appointed[] = [['claire', 'OFFICER'], ['damien', 'OFFICER'], ['elise', 'AUDITOR'], ['fabrice', 'HELPDESK']];

type Office = readonly [type: AuthorityType, nisCode: string, alias: string, capacity: SignatoryCapacity];
const OFFICES: readonly Office[] = [
  ['MUNICIPALITY', '99011', 'henri', 'MAYOR'], ['MUNICIPALITY', '99011', 'isabelle', 'DIRECTOR_GENERAL'],
  ['SOCIAL_WELFARE_CENTRE', '99011', 'pauline', 'CHAIR'], ['SOCIAL_WELFARE_CENTRE', '99011', 'quentin', 'DIRECTOR_GENERAL'],
  ['MUNICIPALITY', '99031', 'ursula', 'MAYOR'], ['MUNICIPALITY', '99031', 'victor', 'DIRECTOR_GENERAL'],
];

const named = (alias: string): DemonstrationPerson => {
  const person = personNamed(alias);
  if (!person) throw new Error(`nobody in the demonstration is called ${alias}`);
  return person;
};

/** What the operator of an installation does first: staff, charter, catalogue, authorities. Again is harmless. */
export const installDemonstration = async (operator: Operator): Promise<void> => {
  await operator.bootstrapStaff([named('amelie').id, named('bastien').id]).catch(unless('staff-already-begun'));
  await operator.publishCharter({ fr: await demonstrationText('charter.fr.md') });
  const catalogue = await operator.importCatalogue(demonstrationFile('catalogue.json'));
  const authorities = await operator.importAuthorities(demonstrationFile('authorities.csv'), { withCpas: true, demoNumbers: true });
  if (catalogue.refused.length > 0 || authorities.refused > 0) throw new Error('the files of the demonstration are damaged');
  for (const details of await otherAuthorities()) await operator.recordAuthority(details);
};

/** What the Region's people then do over HTTP: appointments, and who signs for some authorities. Again is harmless. */
export const peopleTheDemonstration = async (operator: Operator, caller: DemonstrationCaller): Promise<void> => {
  for (const [alias, as] of STAFF) {
    await caller.post(named('amelie'), '/access-delegation/v1/staff', { personId: named(alias).id, function: as }, `demonstration-${alias}`);
  }
  for (const [type, nisCode, alias, capacity] of OFFICES) {
    const authorityId = String(await operator.authorityWithNis(type, nisCode));
    const holder = { personId: named(alias).id, capacity };
    await caller.post(named('claire'), `/access-delegation/v1/authorities/${authorityId}/office-holders`, holder, `demonstration-${alias}`).catch(unless('already-office-holder'));
  }
};

const unless = (code: string) => (error: unknown): void => {
  if (!(error instanceof DomainError || error instanceof DemonstrationRefused) || error.code !== code) throw error;
};

type AuthorityDetails = Parameters<Operator['recordAuthority']>[0];

const otherAuthorities = async (): Promise<readonly AuthorityDetails[]> => {
  const list = JSON.parse(await demonstrationText('other-authorities.json')) as readonly AuthorityDetails[];
  return list.filter(({ type }) => AUTHORITY_TYPES.includes(type));
};
