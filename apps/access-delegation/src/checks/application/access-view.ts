import { AccessIndex } from '#access-index';
import { Follower, latest, refusals, START, type Clock, type EventStore, type Instant, type StoredEvent, type StreamVersion } from '#kernel';
import type { Fact } from '#contracts';

export type PublicForm = { isPublished(stored: StoredEvent): boolean; published(stored: StoredEvent): Fact };

export const refuseView = refusals({
  'consistency-token-ahead': ['invalid', 'The Consistency-Token names what was never recorded.'],
  'not-yet-applied': ['unavailable', 'The newest changes are not applied here yet; ask again.'],
});

const PATIENCE = 2_000;

/**
 * This service's own index of who may do what: what an aggregate has read or appended is in it before anybody is
 * answered, everything else comes by following the store.
 */
export class AccessView {
  readonly name = 'access-view';
  readonly answersRestOnIt = true;
  readonly index = new AccessIndex();
  private follower: Follower | undefined;
  private position = START;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly store: EventStore, private readonly clock: Clock, private readonly form: PublicForm) {}

  /** Takes events in at once; what arrives before its predecessors waits for them to be followed. */
  observe(events: readonly StoredEvent[]): void {
    for (const stored of events) if (this.form.isPublished(stored)) this.index.apply(this.form.published(stored));
    for (const wake of [...this.waiting]) wake();
  }

  async start(): Promise<void> {
    this.follower ??= new Follower({
      name: this.name, store: this.store, from: () => Promise.resolve(this.position),
      handle: async (events, position) => {
        this.observe(events);
        this.position = position;
        return Promise.resolve();
      },
    });
    await this.follower.caughtUp();
  }

  async stop(): Promise<void> {
    await this.follower?.stop();
  }

  problem(): string | undefined {
    return this.follower?.health === 'following' ? undefined : `${this.name} is ${this.follower?.health ?? 'not started'}`;
  }

  async caughtUp(): Promise<void> {
    await this.follower?.caughtUp();
  }

  /** The instant that a question about now is decided at: a clock that steps back opens nothing. */
  now(): Instant {
    return latest(this.clock.now(), this.index.newestRecordedAt);
  }

  /** Manages the authority, or did until less than 30 days ago: sees everything of it. */
  seesAsManager(personId: string, authorityId: string): boolean {
    const at = this.now();
    return this.index.manages(personId, authorityId, at) || this.index.managesInGrace(personId, authorityId, at);
  }

  /** `readyFor` would resolve at once: for who answers thousands of times a second. */
  isReadyFor(seen: readonly StreamVersion[] | undefined): boolean {
    return seen === undefined ? this.store.soleWriter : seen.every((one) => this.has(one));
  }

  /**
   * Resolves when an answer may rest on this view: it has everything of `seen`, or without `seen` all that anybody had
   * appended at the call.
   * @throws DomainError `consistency-token-ahead` (invalid) for versions that do not exist, `not-yet-applied` (unavailable).
   */
  async readyFor(seen: readonly StreamVersion[] | undefined): Promise<void> {
    if (this.isReadyFor(seen)) return;
    if (seen === undefined) await this.catchUpWithAll();
    else await this.catchUpWith(seen.filter((one) => !this.has(one)));
  }

  private async catchUpWithAll(): Promise<void> {
    const extent = await this.store.extent(this.position);
    await this.until(() => extent.isWithin(this.position), {});
  }

  private async catchUpWith(missing: readonly StreamVersion[]): Promise<void> {
    for (const { stream, version } of missing) {
      const [head] = await this.store.read(stream, { backwards: true, limit: 1 });
      if (version > (head?.version ?? 0)) throw refuseView('consistency-token-ahead');
    }
    await this.until(() => missing.every((one) => this.has(one)), { missing: missing.map(({ stream }) => stream) });
  }

  private async until(isApplied: () => boolean, facts: Parameters<typeof refuseView>[1]): Promise<void> {
    const until = performance.now() + PATIENCE;
    while (!isApplied()) {
      const left = until - performance.now();
      if (left <= 0) throw refuseView('not-yet-applied', facts);
      await this.progress(left);
    }
  }

  private has({ stream, version }: StreamVersion): boolean {
    return this.index.appliedVersion(`/access-delegation/${stream}`) >= version;
  }

  private async progress(patience: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, patience);
      this.waiting.add(wake);
    });
  }
}
