import Type from 'typebox';
import { fact, type FactOf } from '../fact.js';
import { InstantText, ManagerKind, MemberFunction, Nullable, SignatoryCapacity, Uuid } from './vocabulary.js';

const of = { designationId: Uuid, authorityId: Uuid };
/** A piece of the file: where it is kept and the hash of its bytes. */
export const Piece = Type.Object({ kind: Type.Enum(['ACT', 'COLLEGE_DECISION', 'DELEGATION', 'IDENTITY', 'OTHER']), reference: Type.String({ minLength: 1, maxLength: 200 }), sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) });
const Signatories = Type.Array(Type.Object({ personId: Uuid, capacity: SignatoryCapacity, byDelegation: Type.Boolean() }), { minItems: 2, maxItems: 2 });

export const DesignationDrafted = fact('access-delegation.designation-drafted.v1', 'A designation of a manager is being prepared; a later draft replaces the one before.', Type.Object({
  ...of, designeeId: Uuid, memberId: Nullable(Uuid), kind: ManagerKind, function: MemberFunction, from: InstantText, until: InstantText, signatories: Signatories, pieces: Type.Array(Piece), onPaper: Type.Boolean(),
}));
export const DesignationSigned = fact('access-delegation.designation-signed.v1', 'A signatory signed the content with this hash.', Type.Object({ ...of, personId: Uuid, capacity: SignatoryCapacity, contentSha256: Type.String() }));
export const DesignationSubmitted = fact('access-delegation.designation-submitted.v1', 'Both signatures are there; the Region may take it up.', Type.Object(of));
export const DesignationAccepted = fact('access-delegation.designation-accepted.v1', 'The designated person accepts, and with it this version of the charter.', Type.Object({ ...of, personId: Uuid, charterVersion: Type.Integer({ minimum: 1 }) }));
export const ReviewStarted = fact('access-delegation.review-started.v1', 'A regional officer took it up.', Type.Object(of));
export const InformationRequested = fact('access-delegation.information-requested.v1', 'The officer asks for more.', Type.Object(of));
export const InformationProvided = fact('access-delegation.information-provided.v1', 'The authority answered.', Type.Object({ ...of, pieces: Type.Array(Piece) }));
export const CapacityVerified = fact('access-delegation.capacity-verified.v1', 'The officer checked that a signatory holds that office.', Type.Object({ ...of, personId: Uuid, capacity: SignatoryCapacity }));
export const DesignationApproved = fact('access-delegation.designation-approved.v1', 'The Region approves.', Type.Object({ ...of, acceptBefore: InstantText }));
export const DesignationRefused = fact('access-delegation.designation-refused.v1', 'The Region refuses, with reasons.', Type.Object(of));
export const DesignationWithdrawn = fact('access-delegation.designation-withdrawn.v1', 'The authority or a named person takes it back.', Type.Object(of));
export const DesignationLapsed = fact('access-delegation.designation-lapsed.v1', 'Nothing came within 30 days.', Type.Object(of));
export const DesigneeIdentified = fact('access-delegation.designee-identified.v1', 'Identity has confirmed who the designated person is.', Type.Object({ ...of, personId: Uuid }));
export const DesignationTookEffect = fact('access-delegation.designation-took-effect.v1', 'The mandate it asked for was started.', Type.Object({ ...of, mandateId: Uuid }));
export const DesignationCouldNotTakeEffect = fact('access-delegation.designation-could-not-take-effect.v1', 'The mandate could not be started; final.', Type.Object({ ...of, code: Type.String() }));

export const designationFacts = [
  DesignationDrafted, DesignationSigned, DesignationSubmitted, DesignationAccepted, ReviewStarted, InformationRequested, InformationProvided, CapacityVerified,
  DesignationApproved, DesignationRefused, DesignationWithdrawn, DesignationLapsed, DesigneeIdentified, DesignationTookEffect, DesignationCouldNotTakeEffect,
] as const;
export type DesignationFact = FactOf<(typeof designationFacts)[number]>;
