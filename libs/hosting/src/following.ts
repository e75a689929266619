import { Follower, START, type EventStore, type StoredEvent } from '#kernel';
import { UnitOfWork, type CollectionDefinition, type Documents } from '#persistence';
import type { Logger } from 'pino';
import type { Work } from './work.js';

export type FollowerPosition = { readonly id: string; readonly position: string };
/** How far each follower of a service has come in the service's own store. A new name begins anew. */
export const followerPositions: CollectionDefinition<FollowerPosition> = { name: 'follower-positions', indexes: [] };

export type FollowingOptions = {
  readonly name: string;
  readonly store: EventStore;
  readonly documents: Documents;
  readonly logger: Logger;
  /** Takes effect in `unit`, which is committed with the position once this resolves. */
  readonly handle: (events: readonly StoredEvent[], unit: UnitOfWork) => Promise<void>;
  /** Called at the start and when effects and position are kept; called again when it failed. */
  readonly afterwards?: () => Promise<void>;
};

/** Follows a service's own store, effects and position in one write: how read models, processes and timers are fed. */
export const following = ({ name, store, documents, logger, handle, afterwards }: FollowingOptions): Work => {
  const positions = documents.collection(followerPositions);
  let follower: Follower | undefined;
  return {
    name,
    start() {
      follower ??= new Follower({
        name, store,
        from: async () => {
          await afterwards?.();
          return (await positions.get(name))?.position ?? START;
        },
        async handle(events, position) {
          const unit = new UnitOfWork(documents);
          await handle(events, unit);
          unit.put(positions, { id: name, position });
          await unit.commit();
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
    caughtUp: async () => follower?.caughtUp(),
    isCaughtUp: async () => follower?.isCaughtUp() ?? false,
  };
};
