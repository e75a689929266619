export type { EventStoreOptions } from './embedded-event-store.js';
export { EventIdTaken } from './event-log.js';
export { UnknownPosition } from './sequence.js';
