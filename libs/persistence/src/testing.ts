export { describeDocuments } from './testing/documents.contract.js';
export { fillDisk, MORE_THAN_A_PAGE } from './testing/full-disk.js';
export { describeLeases } from './testing/leases.contract.js';
export type { OpenedDocuments } from './testing/opened-documents.js';
export { ThrowawayDatabases } from './testing/throwaway-databases.js';
