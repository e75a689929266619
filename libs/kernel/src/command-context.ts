import type { Actor } from './event.js';

/** What surrounds a command: who sends it, which request it is, and why. */
export type CommandContext = {
  /** UUIDv5 of caller, method, path and Idempotency-Key: the same request has the same id, whoever repeats it. */
  readonly commandId: string;
  readonly bodyHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** W3C Trace Context: lets a trace go on where the event is published and consumed. Decides nothing. */
  readonly traceparent?: string;
  readonly actor: Actor;
  readonly reasonCode?: string;
  /** Free text in clear; it is sealed before it is stored. */
  readonly note?: string;
};

/** A name-based identifier (UUIDv5): the same inputs give the same id, so that a retry makes nothing twice. */
export type DeriveId = (namespace: string, name: string) => string;

/** The answer to every command. `version` is the stream's after it; `token` seals what a later read must have seen. */
export type Receipt = { readonly stream: string; readonly version: number; readonly token: string };
