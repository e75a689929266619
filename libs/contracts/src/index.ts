export * from './access-delegation/authority-facts.js';
export * from './access-delegation/designation-facts.js';
export * from './access-delegation/regional-facts.js';
export * from './access-delegation/vocabulary.js';
export * from './consistency-token.js';
export * from './fact.js';
export * from './heartbeat.js';
export * from './identity/person-facts.js';
export * from './message-schema.js';
export * from './seal.js';
export * from './sizes.js';
export * from './topics.js';

import type { AuthorityFact } from './access-delegation/authority-facts.js';
import type { DesignationFact } from './access-delegation/designation-facts.js';
import type { CatalogueFact, CharterFact, StaffFact, WithdrawalFact } from './access-delegation/regional-facts.js';

export type AccessDelegationFact = AuthorityFact | DesignationFact | CatalogueFact | CharterFact | StaffFact | WithdrawalFact;
