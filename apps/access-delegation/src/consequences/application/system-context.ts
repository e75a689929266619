import type { Actor, CommandContext, DeriveId, StoredEvent, Timer } from '#kernel';

const system = (id: string): Actor => ({ kind: 'system', id, assurance: 'high' });

/** The context of what follows from a recorded fact: the same fact leads to the same command, however often it is seen. */
export const followingFrom = (stored: StoredEvent, process: string, index: string, deriveId: DeriveId): CommandContext => ({
  commandId: deriveId(stored.metadata.eventId, `${process}/${index}`), bodyHash: process,
  correlationId: stored.metadata.correlationId, causationId: stored.metadata.eventId, actor: system(process),
  ...(stored.metadata.traceparent === undefined ? {} : { traceparent: stored.metadata.traceparent }),
});

/** The context of what a timer asks for: late, twice or on two instances it is the same command. */
export const dueBy = ({ key, due }: Timer, deriveId: DeriveId): CommandContext => {
  const commandId = deriveId(TIMERS, `${key}@${due}`);
  return { commandId, bodyHash: key, correlationId: commandId, causationId: commandId, actor: system('timer') };
};

/** Namespace of timers, fixed for ever. */
const TIMERS = 'b6a1b7d6-9a3f-5d0e-8f57-3d1c0c1f6e52';
