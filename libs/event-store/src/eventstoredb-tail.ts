import { SharedAnswer } from './shared-answer.js';
import { BEGINNING, earlier, isAfter, later, type Place } from './eventstoredb-place.js';

/** An event anywhere in `$all`. */
export type Entry = { readonly place: Place; readonly ours: boolean };

/** The server's search for ours: one was found, or nothing of ours stands as far as a place. */
export type Search = { readonly found: (place: Place) => void; readonly passed: (place: Place) => void };

/** How to look at `$all`: its newest entries, newest first, or all of ours between two places, sought by the server. */
export type Views = {
  newest(count: number): Promise<readonly Entry[]>;
  search(after: Place, until: Place, search: Search): Promise<void>;
};

const SECOND = 1_000;
/** Entries looked at: mostly the newest tells; strangers may have written since; beyond the deepest look the server seeks. */
const DEEPEST = 512;
const DEPTHS = [1, 16, DEEPEST];

/**
 * Whether anything of ours follows a place in `$all`, which other services and the server itself write to all the time.
 * What was once heard or seen to hold nothing of ours is not looked at again, so that a look reads what came since.
 */
export class Tail {
  private newestOwn = BEGINNING;
  private quiet = { after: BEGINNING, until: BEGINNING };
  private said: { readonly after: Place; readonly at: number } | undefined;
  private looking: Promise<unknown> | undefined;

  private readonly ends = new SharedAnswer((place: Place) => this.look(place, true));

  constructor(private readonly views: Views) {}

  /** Behind a connection that was lost there may be another store, or this one as a backup held it. */
  forget(): void {
    this.newestOwn = BEGINNING;
    this.quiet = { after: BEGINNING, until: BEGINNING };
    this.said = undefined;
  }

  /** There is an event of ours. */
  own(place: Place): void {
    this.newestOwn = later(place, this.newestOwn);
    if (isAfter(place, this.quiet.until)) this.quiet = { after: place, until: place };
  }

  /** Nothing after `after` is ours, as far as `until`. */
  heard(after: Place, until: Place): void {
    const { quiet } = this;
    const meet = !isAfter(after, quiet.until) && !isAfter(quiet.after, until);
    if (meet) this.quiet = { after: earlier(after, quiet.after), until: later(until, quiet.until) };
    else if (isAfter(until, quiet.until)) this.quiet = { after, until };
  }

  /** True when the store said within the last second that nothing of ours follows. */
  async caughtUp(place: Place): Promise<boolean> {
    if (isAfter(this.newestOwn, place)) return false;
    if (!this.saysNothingAfter(place)) await (this.looking ??= this.look(place, true).finally(() => { this.looking = undefined; }));
    return this.saysNothingAfter(place);
  }

  /** A place after which nothing of ours stood when a look begun after the call was over: our last event, or where there is none after `place` a place before it. */
  async endAfter(place: Place): Promise<Place> {
    return later((await this.ends.ask(place)) ?? BEGINNING, this.newestOwn);
  }

  /** True when a look begun now finds nothing of ours; false, too, when it would have to go far back. */
  async nothingFollows(place: Place): Promise<boolean> {
    if (isAfter(this.newestOwn, place)) return false;
    const after = await this.look(place, false);
    return after !== undefined && !isAfter(later(after, this.newestOwn), place);
  }

  private saysNothingAfter(place: Place): boolean {
    if (!this.said || this.said.at < performance.now() - SECOND) return false;
    return !isAfter(later(this.said.after, this.newestOwn), place);
  }

  private async look(place: Place, far: boolean): Promise<Place | undefined> {
    const at = performance.now();
    const after = await this.quietSince(this.knownAfter(place), far);
    if (after && at >= (this.said?.at ?? at)) this.said = { after, at };
    return after;
  }

  /** From where on nothing is known. */
  private knownAfter(place: Place): Place {
    const { after, until } = this.quiet;
    return isAfter(after, place) ? place : later(place, until);
  }

  private async quietSince(known: Place, far: boolean): Promise<Place | undefined> {
    const decides = ({ place, ours }: Entry): boolean => ours || !isAfter(place, known);
    let entries: readonly Entry[] = [];
    for (const depth of DEPTHS) {
      entries = await this.views.newest(depth);
      if (entries.length < depth || entries.some(decides)) break;
    }
    const end = entries[0]?.place ?? BEGINNING;
    const found = entries.find(decides);
    if (found?.ours) this.own(found.place);
    if (found) return this.silent(found.ours ? found.place : known, end);
    const oldest = entries.at(-1)?.place;
    if (!oldest || entries.length < DEEPEST) return this.silent(BEGINNING, end);
    if (far) return this.sought(later(known, this.newestOwn), oldest, end);
    this.heard(oldest, end);
    return undefined;
  }

  /** The last of ours counts, not the next: whoever waits for what is there waits for all of it. */
  private async sought(known: Place, oldest: Place, end: Place): Promise<Place> {
    let last = known;
    await this.views.search(this.knownAfter(known), oldest, {
      found: (place) => { this.own(last = place); },
      passed: (place) => { this.heard(last, place); },
    });
    return this.silent(last, end);
  }

  private silent(after: Place, end: Place): Place {
    this.heard(after, later(after, end));
    return isAfter(this.quiet.after, after) ? after : this.quiet.after;
  }
}
