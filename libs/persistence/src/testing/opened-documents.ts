import type { Documents } from '../documents.js';

/** Empty documents; `reopen` closes them and opens the same data again, where data outlive the process. */
export type OpenedDocuments = { readonly documents: Documents; readonly reopen?: () => Promise<Documents> };
export type InUse = () => Documents;
