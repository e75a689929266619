export * from './testing/consumer.contract.js';
export * from './testing/eventually.js';
export * from './testing/fact-log.contract.js';
export * from './testing/facts.js';
export * from './testing/feed.contract.js';
export * from './testing/installation.js';
export * from './testing/publisher.contract.js';
