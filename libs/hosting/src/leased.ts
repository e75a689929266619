import { randomUUID } from 'node:crypto';
import type { Leases } from '#persistence';
import type { Work } from './work.js';

export type LeaseOptions = {
  readonly name: string;
  readonly leases: Leases;
  readonly ttlMillis?: number;
  readonly onFailure?: (error: unknown) => void;
};

const TTL = 5_000;
/** How often in that time who has the lease renews it, and who waits for it asks: what is given up is soon taken over. */
const RENEWALS = 3;
const QUESTIONS = 10;
/** For how many such times who begins its turn keeps it at most. */
const BEGINNING = 12;
/** For how many work that has stopped is left to others: longer than they need to see whether they can do it. */
const REST = 12;

/**
 * Work that one of several instances does at a time, made anew at each turn. Losing the lease stops it; whoever went on for
 * a moment is refused by versions and command ids, so the lease only saves work. Whose work has stopped for good leaves it
 * to others for a while, and then asks for it again.
 */
export const leased = (make: () => Work, { name, leases, ttlMillis = TTL, onFailure = () => undefined }: LeaseOptions): Work => {
  const owner = randomUUID();
  let work: Work | undefined;
  /** Since when its turn is being begun. */
  let beginning: number | undefined;
  let stopped = true;
  /** Since when it is left to others, because it had stopped here. */
  let resting: number | undefined;
  /** Why its turn could not be begun, or is not known, while that is so. */
  let failure: string | undefined;
  let renewing: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();

  const give = async (): Promise<void> => {
    const given = work;
    work = undefined;
    await given?.stop();
  };
  const begin = async (): Promise<void> => {
    const since = beginning = performance.now();
    work = make();
    // Whether somebody took over meanwhile is seen at the next renewal.
    const holding = setInterval(() => {
      if (!stopped && performance.now() - since < BEGINNING * ttlMillis) leases.hold(name, owner, ttlMillis).catch(onFailure);
    }, ttlMillis / RENEWALS);
    try {
      await work.start();
    } finally {
      clearInterval(holding);
    }
    beginning = undefined;
  };
  const rest = async (problem: string | undefined): Promise<void> => {
    resting = performance.now();
    failure = problem;
    await give();
    await leases.release(name, owner);
  };
  const isResting = (): boolean => resting !== undefined && performance.now() - resting < REST * ttlMillis;
  const renew = async (): Promise<void> => {
    try {
      if (work?.hasStopped?.()) await rest(work.problem());
      if (!stopped && isResting()) return;
      const held = !stopped && (await leases.hold(name, owner, ttlMillis));
      if (held && !work) await begin();
      if (!held) await give();
      failure = undefined;
    } catch (error) {
      onFailure(error);
      failure = `${name}: ${error instanceof Error ? error.message : String(error)}`;
      await give().catch(onFailure);
    }
  };
  const inTurn = (): Promise<void> => {
    turn = turn.then(renew);
    return turn;
  };

  /** Who begins its turn is as ready as who waits for it, unless that takes longer than the turn would last. */
  const isBeginning = (): boolean => beginning !== undefined && performance.now() - beginning < ttlMillis;

  const goOn = async (): Promise<void> => {
    await inTurn();
    if (!stopped) renewing = setTimeout(() => void goOn(), ttlMillis / (work ? RENEWALS : QUESTIONS));
  };

  return {
    name,
    async start() {
      stopped = false;
      await goOn();
    },
    async stop() {
      clearTimeout(renewing);
      stopped = true;
      await inTurn();
      await leases.release(name, owner).catch(onFailure);
    },
    // An instance that waits for its turn is as ready as the one whose turn it is.
    problem: () => failure ?? (isBeginning() ? undefined : work?.problem()),
    caughtUp: async () => work?.caughtUp(),
    lagMillis: async (now) => work?.lagMillis?.(now),
    holding: () => work !== undefined,
  };
};
