import type { Provider, Type } from '@nestjs/common';
import { SnapshotDocuments, type ServiceInfrastructure } from '#hosting';
import type { Aggregate, AggregateOptions, Decider, DomainEvent, EventCatalogue } from '#kernel';
import { PrivateSpaces } from './authorities/application/private-spaces.js';
import { authorityCatalogue } from './authorities/domain/authority.catalogue.js';
import { privateSpaceDecider } from './authorities/domain/private-space.decider.js';
import { CatalogueStream } from './catalogue/application/catalogue.stream.js';
import { catalogueEvents } from './catalogue/domain/catalogue.catalogue.js';
import { catalogueDecider } from './catalogue/domain/catalogue.decider.js';
import { CharterStream } from './charter/application/charter.stream.js';
import { charterEvents } from './charter/domain/charter.catalogue.js';
import { charterDecider } from './charter/domain/charter.decider.js';
import { AccessView } from './checks/application/access-view.js';
import { DesignationStreams } from './designations/application/designation.streams.js';
import { designationEvents } from './designations/domain/designations.catalogue.js';
import { designationDecider } from './designations/domain/designations.decider.js';
import { ReservationStreams } from './reservations/application/reservation.streams.js';
import { reservationEvents } from './reservations/domain/reservations.catalogue.js';
import { reservationDecider } from './reservations/domain/reservations.decider.js';
import { StaffStream } from './staff/application/staff.stream.js';
import { staffEvents } from './staff/domain/staff.catalogue.js';
import { staffDecider } from './staff/domain/staff.decider.js';
import { WithdrawalStreams } from './withdrawals/application/withdrawal.streams.js';
import { withdrawalEvents } from './withdrawals/domain/withdrawals.catalogue.js';
import { withdrawalDecider } from './withdrawals/domain/withdrawals.decider.js';

type AnyAggregate<State, Command, Event extends DomainEvent<string, unknown>, Facts> =
  new (decider: Decider<State, Command, Event, Facts>, catalogue: EventCatalogue<Event>, options: AggregateOptions) => Aggregate<State, Command, Event, Facts>;

/** Every stream family with its rules and its shapes; what one records, the access view knows before anybody is answered. */
export const streamProviders = ({ store, documents, clock, deriveId, consistency, notes }: ServiceInfrastructure): readonly Provider[] => {
  const snapshots = new SnapshotDocuments(documents);
  const streams = <State, Command, Event extends DomainEvent<string, unknown>, Facts>(
    token: AnyAggregate<State, Command, Event, Facts>, decider: Decider<State, Command, Event, Facts>, catalogue: EventCatalogue<Event>,
  ): Provider => ({
    provide: token as Type,
    inject: [AccessView],
    useFactory: (view: AccessView) => new token(decider, catalogue, {
      store, clock, deriveId, snapshots,
      observe: (events) => { view.observe(events); },
      token: (versions) => consistency.seal(versions),
      sealNote: (note, about) => notes.seal(note, { ...about, field: 'note' }),
    }),
  });
  return [
    streams(PrivateSpaces, privateSpaceDecider, authorityCatalogue),
    streams(CatalogueStream, catalogueDecider, catalogueEvents),
    streams(CharterStream, charterDecider, charterEvents),
    streams(StaffStream, staffDecider, staffEvents),
    streams(WithdrawalStreams, withdrawalDecider, withdrawalEvents),
    streams(DesignationStreams, designationDecider, designationEvents),
    streams(ReservationStreams, reservationDecider, reservationEvents),
  ];
};
