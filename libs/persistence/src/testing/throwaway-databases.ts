import { randomUUID } from 'node:crypto';
import type { MongoAddress } from '../mongoose-connection.js';
import type { MongooseDocuments } from '../mongoose-documents.js';

/** New databases on the server that MONGODB_URL names, and their end. Asked for and not named: the spec fails. */
export class ThrowawayDatabases {
  private readonly addresses: MongoAddress[] = [];

  constructor(private readonly url: string | undefined = process.env['MONGODB_URL']) {}

  next(): MongoAddress {
    if (!this.url) throw new Error('MONGODB_URL does not name the MongoDB server that this spec needs');
    const address = { url: this.url, database: `spec-${randomUUID()}` };
    this.addresses.push(address);
    return address;
  }

  /** The driver is loaded here, not with the testing code of the lib. */
  async open(address = this.next()): Promise<MongooseDocuments> {
    const { MongooseDocuments } = await import('../mongoose-documents.js');
    return MongooseDocuments.open(address);
  }

  async drop(): Promise<void> {
    const [any] = this.addresses;
    if (!any) return;
    const { connect } = await import('../mongoose-connection.js');
    const connection = await connect(any);
    for (const { database } of this.addresses) await connection.useDb(database).dropDatabase();
    await connection.close();
  }
}
