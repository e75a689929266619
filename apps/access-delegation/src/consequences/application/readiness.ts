import { ConsistencyTokens } from '#contracts';
import type { FollowerPosition } from '#hosting';
import { START, type EventStore, type Position, type StreamVersion } from '#kernel';
import type { Collection } from '#persistence';
import { AccessView, refuseView } from '../../checks/application/access-view.js';
import { BACKGROUND } from './background.js';

const PATIENCE = 2_000;
const LOOK_AGAIN = 10;

/**
 * Until a read may be answered: what its caller has seen, as his Consistency-Token says, is there. What is read from a
 * stream is current in any case; the view and the lists follow the store.
 * Both throw ConsistencyTokenNotValid; DomainError `consistency-token-ahead` (invalid), `not-yet-applied` (unavailable).
 */
export class Readiness {
  constructor(
    private readonly view: AccessView, private readonly store: EventStore, private readonly positions: Collection<FollowerPosition>,
    private readonly tokens: ConsistencyTokens,
  ) {}

  /** Without a token: everything that anybody had recorded at the call. */
  async ofView(token: string | undefined): Promise<void> {
    await this.view.readyFor(this.seen(token));
  }

  /** Without a token a list may be a moment behind; the view, which says who may look in it, never is. */
  async ofLists(token: string | undefined): Promise<void> {
    const seen = this.seen(token);
    await this.view.readyFor(seen);
    if (seen !== undefined && seen.length > 0) await this.listed();
  }

  private seen(token: string | undefined): readonly StreamVersion[] | undefined {
    return token === undefined ? undefined : this.tokens.open(token);
  }

  /** All that stands in the store now is in the lists; what others go on to write is not waited for. */
  private async listed(): Promise<void> {
    const until = performance.now() + PATIENCE;
    const extent = await this.store.extent(await this.listedUpTo());
    while (!extent.isWithin(await this.listedUpTo())) {
      if (performance.now() > until) throw refuseView('not-yet-applied');
      await new Promise((resolve) => { setTimeout(resolve, LOOK_AGAIN); });
    }
  }

  /** The lists are fed by one instance for all: how far it has come is kept with them. */
  private async listedUpTo(): Promise<Position> {
    const kept = await this.positions.get(BACKGROUND);
    return kept?.prepared ?? kept?.position ?? START;
  }
}
