export * from './cached-person-keys.js';
export * from './document-person-keys.js';
export { WrongMasterKey } from './key-wrapping.js';
export * from './memory-person-keys.js';
export * from './notes.js';
export * from './person-keys.js';
export * from './sqlite-person-keys.js';
