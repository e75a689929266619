export * from './embedded.js';
export * from './following.js';
export * from './infrastructure.js';
export * from './service.js';
export * from './snapshot-documents.js';
export * from './timer-documents.js';
export * from './work.js';
