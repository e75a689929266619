export * from './testing/declared-refusals.js';
export * from './testing/token-issuer.js';
