import { Aggregate } from '#kernel';
import type { AuthorityFacts } from '../domain/authority-facts.js';
import type { AuthorityCommand, AuthorityEvent, AuthorityState } from '../domain/private-space.js';

/** The private spaces of all authorities: one stream `authority-<id>` each. */
export class PrivateSpaces extends Aggregate<AuthorityState, AuthorityCommand, AuthorityEvent, AuthorityFacts> {}
