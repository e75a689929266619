import { Leases } from './leases.js';

/** Leases among the parts of one process. */
export class MemoryLeases extends Leases {
  private readonly held = new Map<string, { readonly owner: string; readonly until: number }>();

  constructor(private readonly now: () => number = Date.now) {
    super();
  }

  async hold(name: string, owner: string, ttlMillis: number): Promise<boolean> {
    const now = this.now();
    const holder = this.held.get(name);
    if (holder && holder.owner !== owner && holder.until > now) return false;
    this.held.set(name, { owner, until: now + ttlMillis });
    return true;
  }

  async release(name: string, owner: string): Promise<void> {
    if (this.held.get(name)?.owner === owner) this.held.delete(name);
  }
}
