import { refusals, type Decider } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import { regionalStanding } from '../../staff/domain/regional-standing.js';
import { mayDo, type ReservationCommand, type ReservationEvent, type ReservationState, type Reserve } from './reservations.js';

export const refuse = refusals({
  'already-registered': ['conflict', 'Another authority is registered under this number.'],
  'merger-under-way': ['conflict', 'Another merger is being recorded at this moment; ask again.'],
});

export const reservationDecider: Decider<ReservationState, ReservationCommand, ReservationEvent, ActorFacts> = {
  initialState: { authorityId: null, reservedAt: null },
  decide(command, state, on) {
    return { as: regionalStanding(on.actor, on, mayDo[command.type]), events: decided(command, state) };
  },
  evolve(_state, { type, data }, { recordedAt }) {
    switch (type) {
      case 'Reserved': return { authorityId: data.authorityId, reservedAt: recordedAt };
      case 'Released': return { authorityId: null, reservedAt: null };
    }
  },
};

const decided = (command: ReservationCommand, state: ReservationState): readonly ReservationEvent[] => {
  switch (command.type) {
    case 'Reserve': return reserve(command, state);
    case 'Release': return state.authorityId === command.data.authorityId ? [{ type: 'Released', data: command.data }] : [];
  }
};

const reserve = ({ data }: Reserve, { authorityId }: ReservationState): readonly ReservationEvent[] => {
  if (authorityId === data.authorityId) return [];
  if (authorityId !== null) throw refuse('already-registered', { authorityId });
  return [{ type: 'Reserved', data }];
};
