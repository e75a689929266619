export * from './access-index.js';
export { refuseAccess } from './applied-versions.js';
export type { Applied } from './apply-fact.js';
export * from './questions.js';
export { SnapshotOfAnotherShape, type AccessSnapshot } from './snapshot.js';
export type { Scope, StaffMatter } from './staff-view.js';
