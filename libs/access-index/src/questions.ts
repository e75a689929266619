import type { AccessRole, Action } from '#contracts';
import type { Assurance, Instant } from '#kernel';

/** `category` is a code of the catalogue. Ask about the later of the clock and `newestRecordedAt`, or about a later instant. */
export type AccessQuestion = {
  readonly personId: string;
  readonly action: Action;
  readonly authorityId: string;
  readonly category: string;
  readonly at: Instant;
  /** Of the caller's sign-in; left out, it is not judged and `requiredAssurance` says what is asked for. */
  readonly assurance?: Assurance | undefined;
};

/** Why not, from the outside in. */
export const DENIALS = [
  'unavailable', 'authority-unknown', 'authority-closed', 'category-unknown', 'category-closed', 'category-not-offered', 'access-suspended',
  'not-a-member', 'membership-not-started', 'membership-ended', 'member-suspended',
  'no-grant', 'grant-not-started', 'grant-expired', 'role-insufficient', 'assurance-too-low',
] as const;
export type Denial = (typeof DENIALS)[number];

export type Decision = {
  readonly decision: boolean;
  /** Why not is told by `explain` only: to look for it costs as much as to decide. */
  readonly reason: 'granted' | 'not-granted' | 'unavailable';
  /** Left out when the category is unknown. */
  readonly requiredAssurance?: Assurance;
  /** The next instant at which time alone changes the decision; `null` when it never does. */
  readonly validUntil: Instant | null;
};

/** All that stands in the way, in the order of {@link DENIALS}, or the grants that open it. For the GLS of the authority. */
export type Explanation = Decision & { readonly causes: readonly Denial[]; readonly grantIds: readonly string[] };

export type HoldersQuestion = Omit<AccessQuestion, 'personId' | 'assurance'>;
export type Holder = { readonly personId: string; readonly roles: readonly AccessRole[]; readonly grantIds: readonly string[] };

export type HoldingsQuestion = { readonly personId: string; readonly at: Instant; readonly authorityId?: string };
export type Holdings = { readonly authorityId: string; readonly categories: readonly { readonly category: string; readonly actions: readonly Action[] }[] };

/** A grant that runs, as its membership does, and of each of its categories what stands in the way: nothing, where it opens. */
export type GrantHeld = {
  readonly grantId: string;
  readonly memberId: string;
  /** `null` until identity has confirmed who it is. */
  readonly personId: string | null;
  readonly role: AccessRole;
  readonly categories: readonly { readonly category: string; readonly causes: readonly Denial[] }[];
};
