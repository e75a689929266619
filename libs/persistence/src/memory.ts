export * from './memory-documents.js';
export * from './memory-leases.js';
