export * from './data-directory.js';
export * from './group-commit.js';
export * from './open-database.js';
export * from './sqlite-documents.js';
export * from './sqlite-errors.js';
export * from './sqlite-leases.js';
