import type { Instant, StoredEvent } from '#kernel';

type Head = { readonly version: number; readonly recordedAt: Instant };

const REMEMBERED = 50_000;

/** When the last known event of each stream was recorded, so that the time of the next need not be looked up. */
export class Heads {
  private readonly heads = new Map<string, Head>();

  /** Undefined when the event of that version is not known to have been reached. */
  recordedAt(stream: string, version: number): Instant | undefined {
    const head = this.heads.get(stream);
    return head && head.version >= version ? head.recordedAt : undefined;
  }

  remember({ stream, version, metadata: { recordedAt } }: StoredEvent): void {
    if (version <= (this.heads.get(stream)?.version ?? 0)) return;
    if (this.heads.size >= REMEMBERED) this.heads.clear();
    this.heads.set(stream, { version, recordedAt });
  }
}
