import { Schema, type Connection, type Model } from 'mongoose';
import { Leases } from './leases.js';
import { connect, type MongoAddress } from './mongoose-connection.js';
import { isDuplicate } from './mongoose-errors.js';

type Refused = Pick<Lease, 'owner' | 'until'> & { readonly since: number };
type Lease = { readonly _id: string; readonly owner: string; readonly until: number };

const leaseSchema = new Schema<Lease>(
  { _id: String, owner: String, until: Number },
  { autoCreate: false, autoIndex: false, strict: 'throw', versionKey: false },
);

/**
 * Leases among the instances of one service. Taking is one comparison and change of one document: an owner that was
 * paused, or whose request was, finds it taken. Time is the machine's own. Where clocks differ by more than a lease lasts,
 * a slow one lets another in beside it, which costs work and harms nothing; one that is ahead would keep a lease long after
 * its death: what has not been renewed for as long as a lease lasts, by the clock of who waits, is taken over as well.
 */
export class MongooseLeases extends Leases {
  private readonly leases: Model<Lease>;

  /** What this instance was refused, and since when it has not changed. */
  private readonly refused = new Map<string, Refused>();

  private constructor(private readonly connection: Connection, private readonly now: () => number) {
    super();
    this.leases = connection.model<Lease>('leases', leaseSchema, 'leases');
  }

  static async open(address: MongoAddress, now: () => number = Date.now): Promise<MongooseLeases> {
    return new MongooseLeases(await connect(address), now);
  }

  async hold(name: string, owner: string, ttlMillis: number): Promise<boolean> {
    const now = this.now();
    const free = { _id: { $eq: name }, $or: [{ owner: { $eq: owner } }, { until: { $lte: now } }, ...this.notRenewed(name, ttlMillis)] };
    try {
      await this.leases.updateOne(free, { $set: { owner, until: now + ttlMillis } }, { upsert: true });
      this.refused.delete(name);
      return true;
    } catch (error) {
      // Nothing free was found, and the name is taken.
      if (!isDuplicate(error)) throw error;
      await this.remember(name);
      return false;
    }
  }

  private notRenewed(name: string, ttlMillis: number): readonly object[] {
    const refused = this.refused.get(name);
    return refused && performance.now() - refused.since > ttlMillis ? [{ owner: { $eq: refused.owner }, until: { $eq: refused.until } }] : [];
  }

  private async remember(name: string): Promise<void> {
    const held = await this.leases.findOne({ _id: { $eq: name } }).lean();
    const before = this.refused.get(name);
    if (held && (before?.owner !== held.owner || before.until !== held.until)) this.refused.set(name, { owner: held.owner, until: held.until, since: performance.now() });
  }

  async release(name: string, owner: string): Promise<void> {
    await this.leases.deleteOne({ _id: { $eq: name }, owner: { $eq: owner } });
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}
