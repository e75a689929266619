export { describeDocuments, type OpenedDocuments } from './testing/documents.contract.js';
export { describeLeases } from './testing/leases.contract.js';
