import { DAY, latest, plus, type Actor, type Clock, type Instant, type TimerChange } from '#kernel';
import { AuthorityFactsLookUp } from '../../authorities/application/authority-facts.look-up.js';
import { PrivateSpaces } from '../../authorities/application/private-spaces.js';
import { endOf, managerStanding } from '../../authorities/domain/managers.js';
import type { AuthorityState } from '../../authorities/domain/private-space.js';
import { streamOf } from '../../authorities/domain/private-space.decider.js';
import type { TimerCommand } from './timers-of.js';

/** The marks of the countdown to a gap, and the gap itself. */
const DAYS_LEFT = [90, 30, 7, 0];
const TIMER: Actor = { kind: 'system', id: 'timer', assurance: 'high' };

/** Pure: when the managers of an authority are to be looked at again, as things stand at `at`. */
export const managerTimers = (state: AuthorityState, gapOn: Instant | null, at: Instant): readonly TimerChange[] => {
  if (state.authority === null) return [];
  const { authorityId, status } = state.authority;
  const ends = Object.values(state.mandates).map((mandate) => {
    const { mandateId, ended } = mandate;
    return timer(`mandate/${mandateId}`, ended === null ? endOf(mandate, state) : null, { type: 'ExpireMandate', data: { authorityId, mandateId } });
  });
  const gap = status === 'OPEN' ? gapOn : null;
  const marks = DAYS_LEFT.map((days) => {
    const due = gap === null ? null : plus(gap, -days * DAY);
    return timer(`gap/${authorityId}/${String(days)}`, due !== null && due > at ? due : null, { type: 'ForeseeGap', data: { authorityId } });
  });
  return [...ends, ...marks];
};

const timer = (key: string, due: Instant | null, command: TimerCommand): TimerChange => (due === null ? { cancel: key } : { set: { key, due, command } });

/** Derives the timers of an authority's managers from all that their power rests on: mandates, memberships, charter, withdrawals. */
export class ManagerTimers {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly clock: Clock) {}

  async of(authorityId: string): Promise<readonly TimerChange[]> {
    const { state, recordedAt } = await this.spaces.load(streamOf(authorityId));
    const { facts } = await this.facts.about(authorityId, { type: 'ForeseeGap', data: {} }, TIMER, state);
    const at = latest(this.clock.now(), recordedAt);
    return managerTimers(state, managerStanding(state, facts, at).gapOn, at);
  }
}
