import type { Decider } from '#kernel';
import { regionalStanding } from '../../staff/domain/regional-standing.js';
import { canonicalText, inForce, mayDo, type CharterCommand, type CharterEvent, type CharterFacts, type CharterState } from './charter.js';

export const charterDecider: Decider<CharterState, CharterCommand, CharterEvent, CharterFacts> = {
  stateShape: 2,
  initialState: { versions: [] },
  decide({ type, data: { text } }, state, on) {
    const as = regionalStanding(on.actor, on, mayDo[type]);
    const current = inForce(state);
    const canonical = canonicalText(text);
    if (current && canonicalText(current.text) === canonical) return { as, events: [] };
    return { as, events: [{ type: 'CharterPublished', data: { version: (current?.version ?? 0) + 1, text, sha256: on.sha256(canonical) } }] };
  },
  evolve({ versions }, { data }, { recordedAt }) {
    return { versions: [{ ...data, publishedAt: recordedAt }, ...versions] };
  },
};
