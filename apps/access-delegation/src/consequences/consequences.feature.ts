import { CommandBus } from '@nestjs/cqrs';
import type { ServiceInfrastructure } from '#hosting';
import { listedAuthorities } from '../authorities/application/listed-authorities.js';
import { memberships } from '../authorities/application/memberships.js';
import { PrivateSpaces } from '../authorities/application/private-spaces.js';
import { streamOf } from '../authorities/domain/private-space.decider.js';
import { RecordedFacts } from '../capacities/application/recorded-facts.js';
import { designationParties, listedDesignations } from '../designations/application/listed-designations.js';
import { made, type Feature } from '../feature.js';
import { PersonsConsumer } from '../persons/adapters/persons.consumer.js';
import { ConfirmedPersons } from '../persons/application/confirmed-persons.js';
import { ReservationStreams } from '../reservations/application/reservation.streams.js';
import { Reservations } from '../reservations/application/reservations.js';
import type { ReadModels } from './application/background.js';
import { Consequences } from './application/consequences.js';
import { TimerDispatch } from './application/dispatch-timer.js';
import { Identification } from './application/identification.process.js';

export const readModels = ({ documents }: ServiceInfrastructure): ReadModels => ({
  authorities: documents.collection(listedAuthorities),
  memberships: documents.collection(memberships),
  designations: documents.collection(listedDesignations),
  parties: documents.collection(designationParties),
});

/** What follows from facts by itself: identification, effects of designations, ends after withdrawals, expiries. */
export const consequences = (infrastructure: ServiceInfrastructure): Feature => {
  const { deriveId, documents } = infrastructure;
  const models = readModels(infrastructure);
  return {
    controllers: [PersonsConsumer],
    providers: [
      made(ConfirmedPersons, [], () => new ConfirmedPersons(documents)),
      made(Reservations, [ReservationStreams, RecordedFacts, PrivateSpaces], (streams, recorded, spaces) =>
        new Reservations(streams, recorded, deriveId, async (authorityId) => (await spaces.load(streamOf(authorityId))).version > 0)),
      made(Identification, [CommandBus], (commands) => new Identification(commands, models.memberships, models.designations, deriveId)),
      made(Consequences, [CommandBus, ConfirmedPersons, Identification], (commands, persons, identification) =>
        new Consequences(commands, persons, identification, models.memberships, deriveId)),
      made(TimerDispatch, [CommandBus, Reservations], (commands, reservations) => new TimerDispatch(commands, reservations, models.authorities, deriveId)),
    ],
  };
};
