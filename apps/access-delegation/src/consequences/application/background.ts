import { Timers, type Clock, type StoredEvent, type TimerChange } from '#kernel';
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

/** Timers, derived from events and kept with their position, and the clock that wakes them. */
export const timing = (from: From & { readonly clock: Clock }, designations: DesignationStreams, dispatch: TimerDispatch): Work => {
  const kept = new TimerDocuments(from.documents);
  const timers = new Timers(from.clock, kept, (timer) => dispatch.dispatch(timer), (error, timer) => { from.logger.error({ err: error, timer: timer?.key }, 'a timer failed and stays due'); });
  const work = following({
    ...from, name: 'timers',
    async handle(events, unit) {
      for (const stored of events) await kept.apply(await changesOf(stored, designations), unit);
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

const changesOf = async (stored: StoredEvent, designations: DesignationStreams): Promise<readonly TimerChange[]> => {
  if (designationEvents.knows(stored.type)) return [await designationTimer(designations, designationEvents.decode(stored).data.designationId)];
  const event = ownEvent(stored);
  return event ? timersOf(event) : [];
};
