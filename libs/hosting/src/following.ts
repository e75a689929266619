import { Follower, START, type EventStore, type StoredEvent } from '#kernel';
import { UnitOfWork, type CollectionDefinition, type Documents } from '#persistence';
import type { Logger } from 'pino';
import type { Work } from './work.js';

/** `prepared`: how far `prepare` has come, where there is one. */
export type FollowerPosition = { readonly id: string; readonly position: string; readonly prepared?: string };
/** How far each follower of a service has come in the service's own store. A new name begins anew. */
export const followerPositions: CollectionDefinition<FollowerPosition> = { name: 'follower-positions', indexes: [] };

export type FollowingOptions = {
  readonly name: string;
  readonly store: EventStore;
  readonly documents: Documents;
  readonly logger: Logger;
  /** Takes effect in a write of its own before `handle`, which may look it up; comes again with it when that failed. */
  readonly prepare?: (events: readonly StoredEvent[], unit: UnitOfWork) => Promise<void>;
  /** Takes effect in `unit`, which is committed with the position once this resolves. */
  readonly handle: (events: readonly StoredEvent[], unit: UnitOfWork) => Promise<void>;
  /** Called at the start and when effects and position are kept; called again when it failed. */
  readonly afterwards?: () => Promise<void>;
  /** After how many failures in a row it stops. */
  readonly attempts?: number;
};

/**
 * Follows a service's own store, effects and position in one write: how read models, processes and timers are fed. Of two
 * instances that follow at once, one of them late, only who still finds the position as it left it writes.
 */
export const following = ({ name, store, documents, logger, prepare, handle, afterwards, attempts }: FollowingOptions): Work => {
  const positions = documents.collection(followerPositions);
  let kept: FollowerPosition | undefined;
  let follower: Follower | undefined;
  const keep = async (unit: UnitOfWork, next: FollowerPosition): Promise<void> => {
    const expected = kept ? { position: kept.position, prepared: kept.prepared ?? null } : 'absent';
    unit.put(positions, next, expected);
    await unit.commit();
    kept = next;
  };
  return {
    name,
    start() {
      follower ??= new Follower({
        name, store, ...(attempts === undefined ? {} : { attempts }),
        from: async () => {
          await afterwards?.();
          kept = await positions.get(name);
          return kept?.position ?? START;
        },
        async handle(events, position) {
          const before = new UnitOfWork(documents);
          await prepare?.(events, before);
          if (before.writes.length > 0) await keep(before, { id: name, position: kept?.position ?? START, prepared: position });
          const unit = new UnitOfWork(documents);
          await handle(events, unit);
          await keep(unit, { id: name, position, ...(prepare ? { prepared: position } : {}) });
          await afterwards?.();
        },
        onFailure: (error, attempt) => { logger.error({ err: error, follower: name, attempt }, 'a follower failed and tries again'); },
      });
    },
    async stop() {
      await follower?.stop();
      follower = undefined;
    },
    problem: () => (follower?.health === 'following' ? undefined : `${name} is ${follower?.health ?? 'not started'}`),
    hasStopped: () => follower?.health === 'stopped',
    caughtUp: async () => follower?.caughtUp(),
    lagMillis: async (now) => follower?.lagMillis(now),
  };
};
