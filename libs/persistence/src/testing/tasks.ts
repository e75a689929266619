import type { CollectionDefinition } from '../documents.js';

/** The documents of the contract: something with an owner, an order and a code that nobody shares. */
export type Task = {
  readonly id: string;
  readonly title?: string;
  readonly owner?: string | null;
  readonly rank?: number | null;
  readonly done?: boolean | null;
  readonly code?: string | null;
  readonly place?: string;
};

export const tasks: CollectionDefinition<Task> = {
  name: 'tasks',
  indexes: [
    { fields: ['owner', 'rank'] },
    { fields: ['owner', 'done', 'title'] },
    { fields: ['rank'] },
    { fields: ['title'] },
    { fields: ['code'], unique: true },
    { fields: ['place', 'code'], unique: true },
  ],
};
