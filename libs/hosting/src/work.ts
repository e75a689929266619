import type { Instant } from '#kernel';

/** What a service does beside answering requests: publishing, projecting, processes, timers, feeds. */
export interface Work {
  /** Whether the service cannot answer, and so is not ready, while this has a problem. Other work is late, which metrics tell. */
  readonly answersRestOnIt?: boolean;
  /** What it is called in metrics. */
  readonly name?: string;
  start(): Promise<void> | void;
  stop(): Promise<void>;
  /** Why it does not get on; undefined when it does. */
  problem(): string | undefined;
  /** Resolves once everything that was there at the call is done. */
  caughtUp(): Promise<void>;
  /** Nothing recorded longer ago than this is left to do; undefined while this instance does not do it. */
  lagMillis?(now: Instant): Promise<number | undefined>;
  /** Whether it will not get on by itself any more: another instance, of another build perhaps, may be able to. */
  hasStopped?(): boolean;
  /** Of work that instances share: whether it is this instance's turn. */
  holding?(): boolean;
}

export const nameOf = (work: Work): string => work.name ?? work.constructor.name;
