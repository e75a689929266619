import { Timers, type Clock, type StoredEvent, type TimerChange } from '#kernel';
import { following, TimerDocuments, type ServiceInfrastructure, type Work } from '#hosting';
import type { Collection, UnitOfWork } from '#persistence';
import { listAuthority, type ListedAuthority } from '../../authorities/application/listed-authorities.js';
import { keepMembership, type Membership } from '../../authorities/application/memberships.js';
import { authorityCatalogue } from '../../authorities/domain/authority.catalogue.js';
import { listDesignation, type DesignationParty, type ListedDesignation } from '../../designations/application/listed-designations.js';
import { DesignationStreams } from '../../designations/application/designation.streams.js';
import { charterEvents } from '../../charter/domain/charter.catalogue.js';
import { designationEvents } from '../../designations/domain/designations.catalogue.js';
import { withdrawalEvents } from '../../withdrawals/domain/withdrawals.catalogue.js';
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

type From = Pick<ServiceInfrastructure, 'store' | 'documents' | 'logger'>;

/** Lists, by following what was recorded. */
export const listing = (from: From, models: ReadModels): Work => following({
  ...from, name: 'lists',
  async handle(events, unit) {
    for (const stored of events) await list(stored, unit, models);
  },
});

const list = async (stored: StoredEvent, unit: UnitOfWork, { authorities, memberships, designations, parties }: ReadModels): Promise<void> => {
  if (authorityCatalogue.knows(stored.type)) {
    const event = authorityCatalogue.decode(stored);
    await listAuthority(event, unit, authorities);
    await keepMembership(event, unit, memberships);
  }
  if (designationEvents.knows(stored.type)) await listDesignation(designationEvents.decode(stored), unit, designations, parties);
};

/** Processes: what follows from a fact in other streams. Begun after the lists they look in. */
export const processing = (from: From, consequences: Consequences, lists: Work): Work => following({
  ...from, name: 'processes',
  async handle(events) {
    await lists.caughtUp();
    for (const stored of events) await consequences.of(stored);
  },
});

/** Timers, derived from events and kept with their position, and the clock that wakes them. Whom a withdrawal or a charter touches is found in the lists. */
export const timing = (from: From & { readonly clock: Clock }, sources: TimerSources, dispatch: TimerDispatch, lists: Work): Work => {
  const kept = new TimerDocuments(from.documents);
  const timers = new Timers(from.clock, kept, (timer) => dispatch.dispatch(timer), (error, timer) => { from.logger.error({ err: error, timer: timer?.key }, 'a timer failed and stays due'); });
  const work = following({
    ...from, name: 'timers',
    async handle(events, unit) {
      if (events.some(({ type }) => withdrawalEvents.knows(type) || charterEvents.knows(type))) await lists.caughtUp();
      await kept.apply(await changesAfter(events, sources), unit);
    },
    afterwards: () => timers.schedule(),
  });
  return {
    ...work,
    async start() {
      await work.start();
      await timers.schedule();
    },
    async stop() {
      await work.stop();
      await timers.stop();
    },
  };
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
