import { Timers, type StoredEvent, type TimerChange } from '#kernel';
import { following, TimerDocuments, type ServiceInfrastructure, type Work } from '#hosting';
import type { Collection, UnitOfWork } from '#persistence';
import { listAuthority, type ListedAuthority } from '../../authorities/application/listed-authorities.js';
import { keepMembership, type Membership } from '../../authorities/application/memberships.js';
import { authorityCatalogue } from '../../authorities/domain/authority.catalogue.js';
import { listDesignation, type DesignationParty, type ListedDesignation } from '../../designations/application/listed-designations.js';
import { DesignationStreams } from '../../designations/application/designation.streams.js';
import { designationEvents } from '../../designations/domain/designations.catalogue.js';
import { Consequences } from './consequences.js';
import { designationTimer } from './designation-timers.js';
import { TimerDispatch } from './dispatch-timer.js';
import { ManagedAuthorities } from './managed-authorities.js';
import { ManagerTimers } from './manager-timers.js';
import { ownEvent } from './own-events.js';
import { timersOf } from './timers-of.js';

export type ReadModels = {
  readonly authorities: Collection<ListedAuthority>;
  readonly memberships: Collection<Membership>;
  readonly designations: Collection<ListedDesignation>;
  readonly parties: Collection<DesignationParty>;
};

/** Under which name its position is kept. */
export const BACKGROUND = 'background';

type From = Pick<ServiceInfrastructure, 'store' | 'documents' | 'logger' | 'clock'>;

/** What works in the background stands on: read models, processes, and where timers are derived from and sent to. */
export type Background = { readonly models: ReadModels; readonly consequences: Consequences; readonly sources: TimerSources; readonly dispatch: TimerDispatch };

/**
 * Follows what was recorded: first the lists, then the processes that look in them, then the timers, kept with the position.
 * Cut in between, the same events come again: a list is replaced, a process repeats its commands, a timer is set again.
 */
export const background = (from: From, { models, consequences, sources, dispatch }: Background): Work => {
  const { clock, documents, logger } = from;
  const kept = new TimerDocuments(documents);
  const begun = (): Timers =>
    new Timers(clock, kept, (timer) => dispatch.dispatch(timer), (error, timer) => { logger.error({ err: error, timer: timer?.key }, 'a timer failed and stays due'); });
  let timers: Timers | undefined;
  const work = following({
    ...from, name: BACKGROUND,
    async prepare(events, unit) {
      for (const stored of events) await list(stored, unit, models);
    },
    async handle(events, unit) {
      for (const stored of events) await consequences.of(stored);
      await kept.apply(await changesAfter(events, sources), unit);
    },
    afterwards: async () => timers?.schedule(),
  });
  return {
    ...work,
    async start() {
      timers = begun();
      await work.start();
      await timers.schedule();
    },
    async stop() {
      await work.stop();
      await timers?.stop();
    },
  };
};

const list = async (stored: StoredEvent, unit: UnitOfWork, { authorities, memberships, designations, parties }: ReadModels): Promise<void> => {
  if (authorityCatalogue.knows(stored.type)) {
    const event = authorityCatalogue.decode(stored);
    await listAuthority(event, unit, authorities);
    await keepMembership(event, unit, memberships);
  }
  if (designationEvents.knows(stored.type)) await listDesignation(designationEvents.decode(stored), unit, designations, parties);
};

export type TimerSources = { readonly designations: DesignationStreams; readonly managers: ManagerTimers; readonly managed: ManagedAuthorities };

/** In the order of the events; what depends on the state of an authority is looked at once, at the end. */
const changesAfter = async (events: readonly StoredEvent[], { designations, managers, managed }: TimerSources): Promise<readonly TimerChange[]> => {
  const changes: TimerChange[] = [];
  const touched = new Set<string>();
  for (const stored of events) {
    const event = ownEvent(stored);
    if (!event) continue;
    changes.push(...timersOf(event));
    if (designationEvents.knows(event.type)) changes.push(await designationTimer(designations, designationEvents.decode(stored).data.designationId));
    for (const authorityId of await managed.touchedBy(event)) touched.add(authorityId);
  }
  for (const authorityId of touched) changes.push(...(await managers.of(authorityId)));
  return changes;
};
