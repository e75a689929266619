import Type from 'typebox';
import { fact, type FactOf } from '../fact.js';
import { Uuid } from '../access-delegation/vocabulary.js';

export const IDENTITY_PROOFS = ['none', 'mail', 'fas', 'helpdesk'] as const;

export const PersonConfirmed = fact('identity.person-confirmed.v1', 'Identity knows who this person is; `subjects` are other ids of the same person: notes were sealed under them, and a profile prepared for nobody in particular is this person’s.', Type.Object({
  personId: Uuid, identityProof: Type.Enum(IDENTITY_PROOFS), subjects: Type.Array(Uuid),
}));
export const personFacts = [PersonConfirmed] as const;
export type PersonFact = FactOf<(typeof personFacts)[number]>;
