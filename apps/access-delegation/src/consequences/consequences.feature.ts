import { CommandBus } from '@nestjs/cqrs';
import { followerPositions, type ServiceInfrastructure } from '#hosting';
import { AuthorityFactsLookUp } from '../authorities/application/authority-facts.look-up.js';
import { listedAuthorities } from '../authorities/application/listed-authorities.js';
import { memberships } from '../authorities/application/memberships.js';
import { PrivateSpaces } from '../authorities/application/private-spaces.js';
import { streamOf } from '../authorities/domain/private-space.decider.js';
import { RecordedFacts } from '../capacities/application/recorded-facts.js';
import { AccessView } from '../checks/application/access-view.js';
import { designationParties, listedDesignations } from '../designations/application/listed-designations.js';
import { made, type Feature } from '../feature.js';
import { PersonsConsumer } from '../persons/adapters/persons.consumer.js';
import { ConfirmedPersons } from '../persons/application/confirmed-persons.js';
import { ReservationStreams } from '../reservations/application/reservation.streams.js';
import { Reservations, type Numbers } from '../reservations/application/reservations.js';
import { WithdrawalStreams } from '../withdrawals/application/withdrawal.streams.js';
import type { ReadModels } from './application/background.js';
import { Consequences } from './application/consequences.js';
import { TimerDispatch } from './application/dispatch-timer.js';
import { Identification } from './application/identification.process.js';
import { LateGrants } from './application/late-grants.process.js';
import { ManagedAuthorities } from './application/managed-authorities.js';
import { ManagerTimers } from './application/manager-timers.js';
import { Readiness } from './application/readiness.js';
import { UnusedNumbers } from './application/unused-numbers.process.js';

export const readModels = ({ documents }: ServiceInfrastructure): ReadModels => ({
  authorities: documents.collection(listedAuthorities),
  memberships: documents.collection(memberships),
  designations: documents.collection(listedDesignations),
  parties: documents.collection(designationParties),
});

/** The numbers that an authority may keep to itself: those it has while it is open. */
const numbersOf = (spaces: PrivateSpaces) => async (authorityId: string): Promise<Numbers | null> => {
  const { authority } = (await spaces.load(streamOf(authorityId))).state;
  return authority?.status === 'OPEN' ? authority : null;
};

/** What follows from facts by itself: identification, effects of designations, ends after withdrawals, expiries. */
export const consequences = (infrastructure: ServiceInfrastructure): Feature => {
  const { clock, consistency, deriveId, documents, logger, store } = infrastructure;
  const models = readModels(infrastructure);
  return {
    controllers: [PersonsConsumer],
    providers: [
      made(ConfirmedPersons, [], () => new ConfirmedPersons(documents)),
      made(Reservations, [ReservationStreams, RecordedFacts, PrivateSpaces], (streams, recorded, spaces) => new Reservations(streams, recorded, deriveId, numbersOf(spaces))),
      made(Identification, [CommandBus], (commands) => new Identification(commands, models.memberships, models.designations, deriveId, logger)),
      made(LateGrants, [CommandBus, WithdrawalStreams], (commands, withdrawals) => new LateGrants(commands, store, withdrawals, deriveId)),
      made(UnusedNumbers, [Reservations], (reservations) => new UnusedNumbers(reservations, store, deriveId)),
      made(ManagedAuthorities, [], () => new ManagedAuthorities(models.memberships, models.authorities)),
      made(ManagerTimers, [PrivateSpaces, AuthorityFactsLookUp], (spaces, facts) => new ManagerTimers(spaces, facts, clock)),
      made(Consequences, [CommandBus, ConfirmedPersons, Identification, LateGrants, UnusedNumbers, ManagedAuthorities], (...needed) => new Consequences(...needed, deriveId)),
      made(Readiness, [AccessView], (view) => new Readiness(view, store, documents.collection(followerPositions), consistency)),
      made(TimerDispatch, [CommandBus, Reservations], (commands, reservations) => new TimerDispatch(commands, reservations, deriveId)),
    ],
  };
};
