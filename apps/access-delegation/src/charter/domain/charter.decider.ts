import type { Decider } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import { regionalStanding } from '../../staff/domain/regional-standing.js';
import { mayDo, type CharterCommand, type CharterEvent, type CharterState } from './charter.js';

export const charterDecider: Decider<CharterState, CharterCommand, CharterEvent, ActorFacts> = {
  initialState: { current: null, previous: null },
  decide({ type, data: { text, sha256 } }, { current }, on) {
    const as = regionalStanding(on.actor, on, mayDo[type]);
    if (current?.sha256 === sha256) return { as, events: [] };
    return { as, events: [{ type: 'CharterPublished', data: { version: (current?.version ?? 0) + 1, text, sha256 } }] };
  },
  evolve({ current }, { data: { version, sha256 } }, { recordedAt }) {
    return { current: { version, sha256, publishedAt: recordedAt }, previous: current };
  },
};
