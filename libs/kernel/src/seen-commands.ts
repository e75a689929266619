import { millisOf, type Instant } from './clock.js';
import type { StoredEvent } from './event.js';

/** A command that a stream has seen: repeated with the same body it gets the same answer, with another it is refused. */
export type SeenCommand = { readonly bodyHash: string; readonly version: number; readonly at: Instant };

const REMEMBERED = 30 * 24 * 60 * 60 * 1000;

/** The command ids of a stream's last 30 days, in the order they were recorded. */
export class SeenCommands {
  private readonly byId: Map<string, SeenCommand>;

  constructor(entries: Iterable<readonly [string, SeenCommand]> = []) {
    this.byId = new Map(entries);
  }

  get(commandId: string): SeenCommand | undefined {
    return this.byId.get(commandId);
  }

  remember({ version, metadata: { commandId, bodyHash, recordedAt } }: StoredEvent): void {
    this.byId.delete(commandId);
    this.byId.set(commandId, { bodyHash, version, at: recordedAt });
    this.forgetBefore(millisOf(recordedAt) - REMEMBERED);
  }

  entries(): readonly (readonly [string, SeenCommand])[] {
    return [...this.byId];
  }

  private forgetBefore(oldest: number): void {
    for (const [commandId, { at }] of this.byId) {
      if (millisOf(at) >= oldest) return;
      this.byId.delete(commandId);
    }
  }
}
