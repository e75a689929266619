export * from './testing/decider-spec.js';
export { WatchedStore } from './testing/watched-store.js';
