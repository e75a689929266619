export { describeEventStore, type OpenedEventStore } from './testing/event-store.contract.js';
export { followed, type Followed } from './testing/followed.js';
export { happened, several } from './testing/happened.js';
