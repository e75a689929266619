import { audit } from '../../audit/src/audit.module.js';

export const identity = [audit];
