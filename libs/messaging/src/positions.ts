import type { CollectionDefinition } from '#persistence';

/** How far a service has come in its own store (publisher) and in the topics it consumes. */
export type PublisherPosition = { readonly id: string; readonly position: string };
export type ConsumerPosition = { readonly id: string; readonly offset: number };

const name = 'positions';
export const publisherPositions: CollectionDefinition<PublisherPosition> = { name, indexes: [] };
export const consumerPositions: CollectionDefinition<ConsumerPosition> = { name, indexes: [] };
