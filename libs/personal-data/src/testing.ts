export * from './testing/person-keys.contract.js';
