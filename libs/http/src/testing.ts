export * from './testing/token-issuer.js';
