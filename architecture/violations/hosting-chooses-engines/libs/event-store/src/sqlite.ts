import { DatabaseSync } from 'node:sqlite';

export const openStore = (): DatabaseSync => new DatabaseSync(':memory:');
