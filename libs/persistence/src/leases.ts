/** Who does a piece of work that one instance does at a time. It only saves work: versions and command ids refuse a stale owner. */
export abstract class Leases {
  /** Takes or renews `name` for `owner` until `ttlMillis` from now (the machine's clock). False: somebody else holds it. */
  abstract hold(name: string, owner: string, ttlMillis: number): Promise<boolean>;
  /** Gives it up; nothing happens when `owner` does not hold it. */
  abstract release(name: string, owner: string): Promise<void>;
}
