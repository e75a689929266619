export { connect, type MongoAddress } from './mongoose-connection.js';
export * from './mongoose-documents.js';
export { IndexDiffers } from './mongoose-indexes.js';
export * from './mongoose-leases.js';
