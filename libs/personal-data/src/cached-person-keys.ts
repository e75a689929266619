import { PersonKeys } from './person-keys.js';

const MINUTE = 60_000;
const MOST = 10_000;

/** Remembers keys for a minute of the machine's clock: how long an erasure made elsewhere may take to be felt here. */
export class CachedPersonKeys extends PersonKeys {
  private readonly held = new Map<string, { readonly key: Buffer; readonly until: number }>();
  private drops = 0;

  constructor(private readonly keys: PersonKeys, private readonly now: () => number = Date.now) {
    super();
  }

  async keyOf(subject: string): Promise<Buffer> {
    const held = this.held.get(subject);
    if (held && this.now() < held.until) return held.key;
    this.held.delete(subject);
    const { drops } = this;
    const key = await this.keys.keyOf(subject);
    if (drops === this.drops) this.hold(subject, key);
    return key;
  }

  async drop(subject: string): Promise<void> {
    await this.keys.drop(subject);
    this.drops += 1;
    this.held.delete(subject);
  }

  private hold(subject: string, key: Buffer): void {
    const oldest = this.held.size < MOST ? undefined : this.held.keys().next().value;
    if (oldest !== undefined) this.held.delete(oldest);
    this.held.set(subject, { key, until: this.now() + MINUTE });
  }
}
