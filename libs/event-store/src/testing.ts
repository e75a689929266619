export { describeEventStore } from './testing/event-store.contract.js';
export { followed, type Followed } from './testing/followed.js';
export { happened, several } from './testing/happened.js';
export type { OpenedEventStore } from './testing/opened-event-store.js';
export * from './testing/provided-server.js';
