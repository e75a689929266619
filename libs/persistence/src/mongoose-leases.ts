import { Schema, type Connection, type Model } from 'mongoose';
import { Leases } from './leases.js';
import { connect, type MongoAddress } from './mongoose-connection.js';
import { isDuplicate } from './mongoose-errors.js';

type Lease = { readonly _id: string; readonly owner: string; readonly until: number };

const leaseSchema = new Schema<Lease>(
  { _id: String, owner: String, until: Number },
  { autoCreate: false, autoIndex: false, strict: 'throw', versionKey: false },
);

/**
 * Leases among the instances of one service. Taking is one comparison and change of one document: an owner that was
 * paused, or whose request was, finds it taken. Time is the machine's own, so machines whose clocks differ by more
 * than a lease lasts may hold it together, which costs work and harms nothing.
 */
export class MongooseLeases extends Leases {
  private readonly leases: Model<Lease>;

  private constructor(private readonly connection: Connection, private readonly now: () => number) {
    super();
    this.leases = connection.model<Lease>('leases', leaseSchema, 'leases');
  }

  static async open(address: MongoAddress, now: () => number = Date.now): Promise<MongooseLeases> {
    return new MongooseLeases(await connect(address), now);
  }

  async hold(name: string, owner: string, ttlMillis: number): Promise<boolean> {
    const now = this.now();
    const free = { _id: { $eq: name }, $or: [{ owner: { $eq: owner } }, { until: { $lte: now } }] };
    try {
      await this.leases.updateOne(free, { $set: { owner, until: now + ttlMillis } }, { upsert: true });
      return true;
    } catch (error) {
      // Nothing free was found, and the name is taken.
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async release(name: string, owner: string): Promise<void> {
    await this.leases.deleteOne({ _id: { $eq: name }, owner: { $eq: owner } });
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
