import { DAY, plus, type DomainCommand, type DomainEvent, type Instant } from '#kernel';
import type { Title } from '../../authorities/domain/authority-vocabulary.js';
import type { MayDo } from '../../staff/domain/regional-standing.js';

export type CharterPublished = DomainEvent<'CharterPublished', { readonly version: number; readonly text: Title; readonly sha256: string }>;
export type CharterEvent = CharterPublished;

export type PublishCharter = DomainCommand<'PublishCharter', { readonly text: Title; readonly sha256: string }>;
export type CharterCommand = PublishCharter;

export const mayDo: MayDo<CharterCommand> = { PublishCharter: ['ADMINISTRATOR', 'OPERATOR'] };

export type CharterVersion = { readonly version: number; readonly sha256: string; readonly publishedAt: Instant };
export type CharterState = { readonly current: CharterVersion | null; readonly previous: CharterVersion | null };
export const CHARTER_STREAM = 'charter';

const PREVIOUS_STAYS_VALID = 30 * DAY;

/** True for the version in force, and for the one before during 30 days. */
export const acceptable = ({ current, previous }: CharterState, version: number, at: Instant): boolean => {
  if (!current) return false;
  return version === current.version || (version === previous?.version && at < plus(current.publishedAt, PREVIOUS_STAYS_VALID));
};
