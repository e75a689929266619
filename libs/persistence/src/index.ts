export * from './documents.js';
export * from './leases.js';
export * from './unit-of-work.js';
