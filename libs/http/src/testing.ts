export * from './testing/declared-refusals.js';
export * from './testing/rules-without-words.js';
export * from './testing/token-issuer.js';
