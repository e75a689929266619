import { DAY, plus, refusals, type DomainCommand, type DomainEvent, type Instant } from '#kernel';
import type { Title } from '../../authorities/domain/authority-vocabulary.js';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import type { MayDo } from '../../staff/domain/regional-standing.js';

export type CharterPublished = DomainEvent<'CharterPublished', { readonly version: number; readonly text: Title; readonly sha256: string }>;
export type CharterEvent = CharterPublished;

export type PublishCharter = DomainCommand<'PublishCharter', { readonly text: Title }>;
export type CharterCommand = PublishCharter;

export const mayDo: MayDo<CharterCommand> = { PublishCharter: ['ADMINISTRATOR', 'OPERATOR'] };
export const refuse = refusals({ 'charter-version-unknown': ['not-found', 'There is no such version of the charter.'] });

/** `sha256` in hexadecimal: a calculation that this layer does not bring along. */
export type CharterFacts = ActorFacts & { readonly sha256: (text: string) => string };

export type CharterVersion = CharterPublished['data'] & { readonly publishedAt: Instant };
/** When versions were published, the newest first: all that the power of a manager depends on. */
export type PublishedCharter = { readonly versions: readonly Pick<CharterVersion, 'version' | 'publishedAt'>[] };
/** Every version there was, the newest first. */
export type CharterState = { readonly versions: readonly CharterVersion[] };
export const CHARTER_STREAM = 'charter';

const TIME_TO_ACCEPT = 30 * DAY;

export const inForce = ({ versions: [current] }: CharterState): CharterVersion | null => current ?? null;

/** What managers accepted, word for word, whatever came later. */
export const versionIn = ({ versions }: CharterState, version: number): CharterVersion => {
  const found = versions.find((published) => published.version === version);
  if (!found) throw refuse('charter-version-unknown');
  return found;
};

/** BR-14: until when it is enough to have accepted this version: 30 days from the one that followed it. Null: no other has; undefined: there is none such. */
export const sufficesUntil = ({ versions }: PublishedCharter, version: number): Instant | null | undefined => {
  const index = versions.findIndex((published) => published.version === version);
  if (index < 0) return undefined;
  const next = versions[index - 1];
  return next ? plus(next.publishedAt, TIME_TO_ACCEPT) : null;
};

/** True for the version in force, and for one before it until 30 days after the one that followed that. */
export const acceptable = (charter: PublishedCharter, version: number, at: Instant): boolean => {
  const until = sufficesUntil(charter, version);
  return until !== undefined && (until === null || at < until);
};

/** What is hashed: JSON of the text with its languages in alphabetical order (RFC 8785), so that anybody can do it again. */
export const canonicalText = ({ de, en, fr, nl }: Title): string => JSON.stringify({ de, en, fr, nl });
