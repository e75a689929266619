import type { Service } from '#hosting';
import { accessDelegation } from '../../access-delegation/src/access-delegation.module.js';
import { audit } from '../../audit/src/audit.module.js';

/** What this installation is made of, beside the issuer. */
export const services: readonly Service[] = [accessDelegation, audit];
