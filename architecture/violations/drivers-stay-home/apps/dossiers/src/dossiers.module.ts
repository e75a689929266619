import { DatabaseSync } from 'node:sqlite';

export const dossiers = new DatabaseSync(':memory:');
