/** What a service does beside answering requests: publishing, projecting, processes, timers, feeds. */
export interface Work {
  start(): Promise<void> | void;
  stop(): Promise<void>;
  /** Why it does not get on; undefined when it does. The service is ready while no work has one. */
  problem(): string | undefined;
  /** Resolves once everything that was there at the call is done. */
  caughtUp(): Promise<void>;
}
