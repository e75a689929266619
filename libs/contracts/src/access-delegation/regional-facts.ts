import Type from 'typebox';
import { fact, type FactOf } from '../fact.js';
import { AuthorityType, CategoryKind, Code, InstantText, Nullable, StaffFunction, StaffScope, Title, Uuid } from './vocabulary.js';

export const SubjectPublished = fact('access-delegation.subject-published.v1', 'A subject (matière) exists, or its titles changed.', Type.Object({ code: Code, title: Title }));
export const CategoryPublished = fact('access-delegation.category-published.v1', 'A category of a subject is open to these types of authority, or its particulars changed.', Type.Object({
  code: Code, subject: Code, title: Title, kind: CategoryKind, appliesTo: Type.Array(AuthorityType),
  /** Raises the assurance that a role asks for on this category. */
  assurance: Type.Optional(Type.Enum(['substantial', 'high'])),
}));
export const CategoryClosed = fact('access-delegation.category-closed.v1', 'The category is offered to nobody any more; grants on it open nothing.', Type.Object({ code: Code }));
export const catalogueFacts = [SubjectPublished, CategoryPublished, CategoryClosed] as const;
export type CatalogueFact = FactOf<(typeof catalogueFacts)[number]>;

export const CharterPublished = fact('access-delegation.charter-published.v1', 'A version of the commitments of managers is in force; to have accepted the one before is enough for 30 days more, whatever follows.', Type.Object({
  version: Type.Integer({ minimum: 1 }), text: Title, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
}));
export const charterFacts = [CharterPublished] as const;
export type CharterFact = FactOf<(typeof charterFacts)[number]>;

export const StaffAppointed = fact('access-delegation.staff-appointed.v1', 'A person acts for the Region in this function and scope.', Type.Object({ personId: Uuid, function: StaffFunction, scope: StaffScope }));
export const StaffDismissed = fact('access-delegation.staff-dismissed.v1', 'A person no longer acts for the Region in this function.', Type.Object({ personId: Uuid, function: StaffFunction }));
export const staffFacts = [StaffAppointed, StaffDismissed] as const;
export type StaffFact = FactOf<(typeof staffFacts)[number]>;

const withdrawal = { withdrawalId: Uuid, personId: Uuid, authorityId: Nullable(Uuid) };
export const WithdrawalOrdered = fact('access-delegation.withdrawal-ordered.v1', 'The Region closed every door of a person, everywhere or in one authority, at once (BR-18).', Type.Object({ ...withdrawal, decideBefore: InstantText }));
export const WithdrawalConfirmed = fact('access-delegation.withdrawal-confirmed.v1', 'Another officer confirmed: memberships and mandates end, nothing returns by itself.', Type.Object(withdrawal));
export const WithdrawalLifted = fact('access-delegation.withdrawal-lifted.v1', 'The withdrawal is lifted: access that did not end meanwhile runs as it stood; after a confirmation it was annulled, and nothing is left to run.', Type.Object(withdrawal));
export const WithdrawalEscalated = fact('access-delegation.withdrawal-escalated.v1', 'Nobody decided within 30 days: the doors stay closed and the Region is alerted.', Type.Object(withdrawal));
export const withdrawalFacts = [WithdrawalOrdered, WithdrawalConfirmed, WithdrawalLifted, WithdrawalEscalated] as const;
export type WithdrawalFact = FactOf<(typeof withdrawalFacts)[number]>;
