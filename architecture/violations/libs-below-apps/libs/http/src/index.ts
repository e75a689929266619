import { auditModule } from '../../../apps/audit/src/audit.module.js';

export const routes = [auditModule];
