/** A moment in UTC as `YYYY-MM-DDTHH:mm:ss.sssZ`: instants compare as strings. */
export type Instant = string;

/** The time that decisions, `recordedAt`, tokens and timers share. Leases, heartbeats and time-outs use the machine's. */
export abstract class Clock {
  abstract now(): Instant;
  /** Runs `action` once `due` is reached. Returns what cancels it. */
  abstract at(due: Instant, action: () => Promise<void>): () => void;
}

export const instant = (date: Date | number): Instant => new Date(date).toISOString();
export const millisOf = (at: Instant): number => Date.parse(at);
export const plus = (at: Instant, millis: number): Instant => instant(millisOf(at) + millis);
export const latest = (...instants: readonly Instant[]): Instant => instants.reduce((a, b) => (a > b ? a : b));
export const DAY = 24 * 60 * 60 * 1000;

const LONGEST_TIMEOUT = 2 ** 31 - 1;

export class SystemClock extends Clock {
  private millis = NaN;
  private told: Instant = '';

  /** Asked many times in a millisecond, written once. */
  now(): Instant {
    const millis = Date.now();
    if (millis !== this.millis) {
      this.millis = millis;
      this.told = instant(millis);
    }
    return this.told;
  }

  at(due: Instant, action: () => Promise<void>): () => void {
    let handle: NodeJS.Timeout;
    const wait = (): void => {
      const left = millisOf(due) - Date.now();
      handle = setTimeout(left > LONGEST_TIMEOUT ? wait : () => void action(), Math.min(Math.max(left, 0), LONGEST_TIMEOUT));
      handle.unref();
    };
    wait();
    return () => { clearTimeout(handle); };
  }
}

type Alarm = { readonly due: Instant; readonly action: () => Promise<void> };

/** A clock that moves only when told to: for specs, the demonstration and stories about months. */
export class ScriptedClock extends Clock {
  private alarms: Alarm[] = [];
  private moving: Promise<void> = Promise.resolve();

  constructor(private time: Instant) {
    super();
  }

  now(): Instant {
    return this.time;
  }

  at(due: Instant, action: () => Promise<void>): () => void {
    const alarm = { due, action };
    this.alarms.push(alarm);
    return () => { this.alarms = this.alarms.filter((other) => other !== alarm); };
  }

  /**
   * Moves to `target`, stopping at each due instant; `settled` lets followers catch up after each stop. One move at a
   * time: the next begins when the one before has come to its end, and only a target before the present goes back.
   */
  advanceTo(target: Instant, settled: () => Promise<void> = async () => undefined): Promise<void> {
    const back = target < this.time;
    const moved = this.moving.then(() => this.move(target, back, settled));
    this.moving = moved.catch(() => undefined);
    return moved;
  }

  private async move(target: Instant, back: boolean, settled: () => Promise<void>): Promise<void> {
    await settled();
    for (let next = this.nextDue(target); next; next = this.nextDue(target)) {
      const { due, action } = next;
      this.alarms = this.alarms.filter((alarm) => alarm !== next);
      this.time = latest(this.time, due);
      await action();
      await settled();
    }
    this.time = back ? target : latest(this.time, target);
    await settled();
  }

  private nextDue(target: Instant): Alarm | undefined {
    return this.alarms.filter(({ due }) => due <= target).sort((a, b) => (a.due < b.due ? -1 : 1))[0];
  }
}
