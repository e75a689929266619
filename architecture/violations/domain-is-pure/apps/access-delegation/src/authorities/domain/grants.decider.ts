import { createHash } from 'node:crypto';

export const grantId = (grant: string): string => createHash('sha256').update(grant).digest('hex');
