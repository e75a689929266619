import type { Assurance, Circumstances, Instant } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import type { PublishedCharter } from '../../charter/domain/charter.js';
import type { Authority } from './authority.js';
import type { AuthorityType, CategoryKind } from './authority-vocabulary.js';

export type OfferedCategory = {
  readonly code: string;
  readonly subject: string;
  readonly kind: CategoryKind;
  readonly appliesTo: readonly AuthorityType[];
  readonly closed: boolean;
  readonly assurance?: Assurance;
};

export type CatalogueFacts = {
  readonly subjects: Readonly<Record<string, unknown>>;
  readonly categories: Readonly<Record<string, OfferedCategory>>;
};

/** When what begins at `from` must have been renewed by the next communal council: a calendar that this layer does not bring along. */
export type CouncilCalendar = { readonly councilRenewalEnd: (from: Instant) => Instant };

/** What this stream cannot know by itself. Which persons to look up: `personsConcerned`. */
export type AuthorityFacts = CouncilCalendar & {
  readonly actorFacts: ActorFacts;
  /** Persons concerned whose access the Region withdrew, everywhere or here. */
  readonly withdrawn: readonly string[];
  /** Withdrawals, of whom the command ends what he has, that were confirmed and stand. */
  readonly confirmedWithdrawals: readonly string[];
  /** Persons named by the command whose identity is confirmed. */
  readonly confirmed: readonly string[];
  readonly charter: PublishedCharter;
  readonly catalogue: CatalogueFacts;
  /** How the authority stands that is to absorb this one; null when there is none, or none is named. */
  readonly successor: Authority['status'] | null;
  /** First instant of the local day (Europe/Brussels). */
  readonly today: Instant;
};

export type AuthorityCircumstances = Circumstances & AuthorityFacts;
