import { Aggregate } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import type { ReservationCommand, ReservationEvent, ReservationState } from '../domain/reservations.js';

export class ReservationStreams extends Aggregate<ReservationState, ReservationCommand, ReservationEvent, ActorFacts> {}
