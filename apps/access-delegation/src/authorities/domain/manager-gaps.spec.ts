import { describe, expect, it } from '@jest/globals';
import type { ForeseeGap } from './mandates.js';
import { managerStanding } from './managers.js';
import type { AuthorityEvent } from './private-space.js';
import { charterOf, deputy, facts, given, managerMissing, managerRestored, mandateEnded, MANDATE_END, manager, NOW, primary, registered, space, START, system, TODAY } from './testing/an-authority.js';

const authorityId = 'namur';
const look: ForeseeGap = { type: 'ForeseeGap', data: {} };
const foreseen = (daysLeft: 90 | 30 | 7, on = MANDATE_END) => ({ type: 'ManagerGapForeseen', data: { authorityId, on, daysLeft } }) as const;
const at = (instant: string) => ({ actor: system, at: instant, facts: { today: TODAY } });
const DAYS_90 = '2030-10-02T23:00:00.000Z';
const DAYS_30 = '2030-12-01T23:00:00.000Z';
const DAYS_7 = '2030-12-24T23:00:00.000Z';

describe('a coming gap', () => {
  it('is foreseen 90, 30 and 7 days before', () => {
    given(...space).when(look, at('2030-10-02T22:59:59.999Z')).then();
    given(...space).when(look, at(DAYS_90)).then(foreseen(90));
    given(...space, foreseen(90)).when(look, at(DAYS_30)).then(foreseen(30));
    given(...space, foreseen(90), foreseen(30)).when(look, at(DAYS_7)).then(foreseen(7));
  });
  it('is told once at each mark', () => {
    given(...space, foreseen(90)).when(look, at(DAYS_90)).then();
    given(...space, foreseen(7)).when(look, at('2030-12-30T00:00:00.000Z')).then();
  });
  it('is told again after a time without any manager', () => {
    given(...space, foreseen(7), managerMissing, managerRestored).when(look, at('2030-12-30T00:00:00.000Z')).then(foreseen(7));
  });
  it('skips a mark that was missed', () => { given(...space).when(look, at(DAYS_7)).then(foreseen(7)); });
  it('is counted down again when it moves', () => {
    given(...space, foreseen(30, '2030-11-01T00:00:00.000Z')).when(look, at(DAYS_90)).then(foreseen(90));
  });
  it('is none while a deputy goes on', () => {
    given(registered(), ...primary, ...manager('dora', { kind: 'DEPUTY', until: '2031-12-31T23:00:00.000Z' })).when(look, at(DAYS_7)).then();
  });
  it('comes from a planned departure', () => {
    const leaves = { type: 'MemberLeft', data: { authorityId, memberId: 'm-paul', at: '2026-03-20T23:00:00.000Z' } } as const;
    given(...space, leaves).when(look, at(NOW)).then(foreseen(30, '2026-03-20T23:00:00.000Z'));
  });
  it('comes from a charter to accept again', () => {
    const charter = charterOf(START, '2026-03-01T00:00:00.000Z');
    given(...space).when(look, { actor: system, facts: { charter } }).then(foreseen(30, '2026-03-31T00:00:00.000Z'));
  });
  it('comes no sooner and no later when another charter follows', () => {
    const charter = charterOf(START, '2026-03-01T00:00:00.000Z', '2026-03-05T00:00:00.000Z');
    given(...space).when(look, { actor: system, facts: { charter } }).then(foreseen(30, '2026-03-31T00:00:00.000Z'));
  });
  it('does not matter to a closed authority', () => {
    given(...space, { type: 'AuthorityClosed', data: { authorityId } }).when(look, at(DAYS_7)).then();
  });
});

describe('a gap that is there', () => {
  it('is recorded once', () => {
    given(...space).when(look, at(MANDATE_END)).then(managerMissing);
    given(...space, managerMissing).when(look, at(MANDATE_END)).then();
  });
  it('is recorded when the Region withdraws the only manager, and lifted with the withdrawal', () => {
    given(...space).when(look, { actor: system, facts: { withdrawn: ['paul'] } }).then(managerMissing);
    given(...space, managerMissing).when(look, { actor: system }).then(managerRestored);
  });
  it('is recorded when the time to accept the charter is over', () => {
    given(...space).when(look, { actor: system, facts: { charter: charterOf(START, '2026-02-01T00:00:00.000Z') } }).then(managerMissing);
    given(...space).when(look, { actor: system, facts: { charter: charterOf() } }).then(managerMissing);
  });
  it('is none in an authority that never had a manager', () => { given(registered()).when(look, { actor: system }).then(); });
});

describe('who manages an authority', () => {
  const standing = (...past: readonly AuthorityEvent[]) => {
    const { active, ...rest } = managerStanding(given(...past).state(), facts(), NOW);
    return { ...rest, active: active.map(({ personId }) => personId) };
  };
  it('lacks a deputy until there is one', () => {
    expect(standing(...space)).toEqual({ active: ['paul'], hasPrimary: true, hasDeputy: false, gapOn: MANDATE_END });
    expect(standing(registered(), ...primary, ...deputy)).toEqual({ active: ['paul', 'dora'], hasPrimary: true, hasDeputy: true, gapOn: MANDATE_END });
  });
  it('may be a deputy alone', () => {
    expect(standing(registered(), ...primary, ...deputy, mandateEnded('paul', 'RESIGNED'))).toMatchObject({ active: ['dora'], hasPrimary: false, hasDeputy: true });
  });
  it('is nobody at first', () => { expect(standing(registered())).toEqual({ active: [], hasPrimary: false, hasDeputy: false, gapOn: null }); });
});
