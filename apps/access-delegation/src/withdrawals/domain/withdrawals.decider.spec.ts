import { describe, expect, it } from '@jest/globals';
import { DAY, plus } from '#kernel';
import { deciderSpec } from '#kernel/testing';
import { cellsOf, letterOf } from '../../staff/domain/testing/golden-matrix.js';
import { holding, nobody, person, regionalActors, system, withdrawn } from '../../staff/domain/testing/regional-actors.js';
import {
  escalationDue, mayDo, withdrawnIn, type OrderWithdrawal, type WithdrawalCommand, type WithdrawalConfirmed, type WithdrawalEscalated, type WithdrawalEvent,
  type WithdrawalLifted, type WithdrawalOrdered,
} from './withdrawals.js';
import { withdrawalDecider } from './withdrawals.decider.js';

const at = '2026-03-01T09:00:00.000Z';
const decideBefore = plus(at, 30 * DAY);

const inNamur = { withdrawalId: 'w1', personId: 'paul', authorityId: 'namur' };
const everywhere = { withdrawalId: 'w2', personId: 'paul', authorityId: null };
const ordered = (data: typeof inNamur | typeof everywhere = inNamur): WithdrawalOrdered =>
  ({ type: 'WithdrawalOrdered', data: { ...data, decideBefore, orderedBy: 'olga' }, subject: 'paul' });
const confirmed: WithdrawalConfirmed = { type: 'WithdrawalConfirmed', data: { ...inNamur, confirmedBy: 'omer' }, subject: 'paul' };
const lifted: WithdrawalLifted = { type: 'WithdrawalLifted', data: inNamur, subject: 'paul' };
const escalated: WithdrawalEscalated = { type: 'WithdrawalEscalated', data: inNamur, subject: 'paul' };

const order = (over: Partial<OrderWithdrawal['data']> = {}): OrderWithdrawal => ({ type: 'OrderWithdrawal', data: { ...inNamur, reasonCode: 'MISUSE', ...over } });
const confirm: WithdrawalCommand = { type: 'ConfirmWithdrawal', data: { withdrawalId: 'w1' } };
const lift: WithdrawalCommand = { type: 'LiftWithdrawal', data: { withdrawalId: 'w1' } };
const annul: WithdrawalCommand = { type: 'AnnulWithdrawal', data: { withdrawalId: 'w1' } };
const escalate: WithdrawalCommand = { type: 'EscalateWithdrawal', data: { withdrawalId: 'w1' } };

const officer = (id: string, provinces: readonly string[] = []) => ({ at, actor: person(id), facts: { ...holding(['OFFICER'], provinces), province: '92000', authorityUnknown: false, heldByPerson: [] } });
const { given } = deciderSpec(withdrawalDecider, officer('olga'));
const timer = (time: string) => ({ at: time, actor: system, facts: { ...nobody, province: null, authorityUnknown: false, heldByPerson: [] } });

const after = (...events: readonly WithdrawalEvent[]) => given(...events).state();

describe('ordering a withdrawal', () => {
  it('closes every door in the authority and says until when to decide', () => {
    given().when(order()).then({ ...ordered(), reasonCode: 'MISUSE' });
  });
  it('may be everywhere', () => { given().when(order(everywhere)).then({ ...ordered(everywhere), reasonCode: 'MISUSE' }); });
  it('everywhere is refused while the person acts for the Region, in whatever function: one officer would dismiss them all', () => {
    for (const held of ['ADMINISTRATOR', 'OFFICER', 'HELPDESK', 'AUDITOR'] as const) {
      const on = { facts: { ...officer('olga').facts, heldByPerson: holding([held]).functions } };
      given().when(order(everywhere), on).thenRejected('dismissal-needed');
      given().when(order(), on).then({ ...ordered(), reasonCode: 'MISUSE' });
    }
  });
  it('may follow one that was lifted', () => {
    given(ordered(), lifted).when(order({ withdrawalId: 'w3' }), officer('olga'))
      .then({ ...ordered({ ...inNamur, withdrawalId: 'w3' }), reasonCode: 'MISUSE' });
  });
  it('states its reason', () => { given().when(order({ reasonCode: ' ' }), officer('olga')).thenRejected('reason-missing'); });
  it('is refused when the person is withdrawn there already', () => {
    given(ordered()).when(order({ withdrawalId: 'w3' }), officer('omer')).thenRejected('already-withdrawn');
    given(ordered(), confirmed).when(order({ withdrawalId: 'w3' }), officer('omer')).thenRejected('already-withdrawn');
  });
  it('is refused in an authority that there is not', () => {
    const { facts } = officer('olga');
    given().when(order(), { facts: { ...facts, province: null, authorityUnknown: true, heldByPerson: [] } }).thenRejected('authority-unknown');
  });
  it('is refused to an officer against himself', () => { given().when(order(), officer('paul')).thenRejected('own-withdrawal'); });
  it('is no business of an officer of another province', () => {
    given().when(order(), officer('olga', ['62000'])).thenRejected('not-found');
    given().when(order(), officer('olga', ['92000'])).then({ ...ordered(), reasonCode: 'MISUSE' });
  });
  it('everywhere is for officers whose scope is everywhere', () => {
    const { facts } = officer('olga', ['92000']);
    given().when(order(everywhere), { facts: { ...facts, province: null } }).thenRejected('not-found');
  });
  it('closes doors of every subject, so it is for officers who act for all of them', () => {
    const facts = { ...holding(['OFFICER'], ['92000'], ['FIN']), province: '92000', authorityUnknown: false, heldByPerson: [] };
    given().when(order(), { facts }).thenRejected('not-found');
    given().when(order(everywhere), { facts: { ...facts, province: null } }).thenRejected('not-found');
  });
  it('is refused to an officer whom the Region has withdrawn', () => {
    const { facts } = officer('olga');
    given().when(order(), { facts: { ...withdrawn(facts), province: '92000', authorityUnknown: false, heldByPerson: [] } }).thenRejected('access-suspended');
  });
});

describe('confirming a withdrawal', () => {
  it('is for another officer', () => {
    given(ordered()).when(confirm, officer('omer')).then(confirmed);
    given(ordered()).when(confirm, officer('olga')).thenRejected('other-officer-needed');
  });
  it('is still possible after the escalation', () => { given(ordered(), escalated).when(confirm, officer('omer')).then(confirmed); });
  it('changes nothing the second time', () => { given(ordered(), confirmed).when(confirm, officer('omer')).then(); });
  it('is refused once lifted', () => { given(ordered(), lifted).when(confirm, officer('omer')).thenRejected('withdrawal-lifted'); });
  it('is refused to the person withdrawn', () => { given(ordered()).when(confirm, officer('paul')).thenRejected('own-withdrawal'); });
  it('is refused for a withdrawal that was never ordered', () => { given().when(confirm, officer('omer')).thenRejected('withdrawal-unknown'); });
});

describe('lifting a withdrawal', () => {
  it('opens the doors again', () => { given(ordered()).when(lift, officer('olga')).then(lifted); });
  it('changes nothing the second time', () => { given(ordered(), lifted).when(lift, officer('omer')).then(); });
  it('is refused once confirmed', () => { given(ordered(), confirmed).when(lift, officer('omer')).thenRejected('withdrawal-confirmed'); });
  it('is refused to the person withdrawn', () => { given(ordered()).when(lift, officer('paul')).thenRejected('own-withdrawal'); });
  it('is refused for a withdrawal that was never ordered', () => { given().when(lift, officer('omer')).thenRejected('withdrawal-unknown'); });
});

describe('recording that a confirmed withdrawal was annulled', () => {
  const annulled = { ...lifted, reasonCode: 'ANNULLED' };
  it('makes room for access given anew', () => {
    given(ordered(), confirmed).when(annul, officer('olga')).then(annulled);
    expect(withdrawnIn(after(ordered(), confirmed, annulled), 'namur')).toBe(false);
    given(ordered(), confirmed, annulled).when(order({ withdrawalId: 'w3' }), officer('olga')).then({ ...ordered({ ...inNamur, withdrawalId: 'w3' }), reasonCode: 'MISUSE' });
  });
  it('is for another officer than the one who confirmed', () => { given(ordered(), confirmed).when(annul, officer('omer')).thenRejected('other-officer-needed'); });
  it('is for any officer where an older confirmation does not say by whom', () => {
    given(ordered(), { ...confirmed, data: inNamur }).when(annul, officer('omer')).then(annulled);
  });
  it('changes nothing the second time', () => { given(ordered(), confirmed, annulled).when(annul, officer('olga')).then(); });
  it('is refused before the confirmation, to the person withdrawn, and for a withdrawal that was never ordered', () => {
    given(ordered(), escalated).when(annul, officer('olga')).thenRejected('withdrawal-not-confirmed');
    given(ordered(), confirmed).when(annul, officer('paul')).thenRejected('own-withdrawal');
    given().when(annul, officer('olga')).thenRejected('withdrawal-unknown');
  });
});

describe('a withdrawal that nobody decides', () => {
  it('is escalated when 30 days have passed', () => { given(ordered()).when(escalate, timer(decideBefore)).then(escalated); });
  it('is not escalated early, twice, or once decided', () => {
    given(ordered()).when(escalate, timer(plus(decideBefore, -1))).then();
    given(ordered(), escalated).when(escalate, timer(decideBefore)).then();
    given(ordered(), confirmed).when(escalate, timer(decideBefore)).then();
    given(ordered(), lifted).when(escalate, timer(decideBefore)).then();
    given().when(escalate, timer(decideBefore)).then();
  });
  it('tells a timer when to look again', () => {
    const open = { ...ordered().data, status: 'ORDERED', escalated: false } as const;
    expect(escalationDue(open)).toBe(decideBefore);
    expect(escalationDue({ ...open, escalated: true })).toBeNull();
    expect(escalationDue({ ...open, status: 'CONFIRMED' })).toBeNull();
  });
});

describe('a person is withdrawn', () => {
  it('in the authority of the order only', () => {
    expect(withdrawnIn(after(ordered()), 'namur')).toBe(true);
    expect(withdrawnIn(after(ordered()), 'dinant')).toBe(false);
    expect(withdrawnIn(after(ordered()), null)).toBe(false);
  });
  it('in every authority when it was ordered everywhere', () => {
    expect(withdrawnIn(after(ordered(everywhere)), 'dinant')).toBe(true);
    expect(withdrawnIn(after(ordered(everywhere)), null)).toBe(true);
  });
  it('still after the escalation and the confirmation, no more once lifted', () => {
    expect(withdrawnIn(after(ordered(), escalated), 'namur')).toBe(true);
    expect(withdrawnIn(after(ordered(), confirmed), 'namur')).toBe(true);
    expect(withdrawnIn(after(ordered(), lifted), 'namur')).toBe(false);
  });
});

describe('who withdraws', () => {
  const matrix = `
                         OFFICER OFFICER_BY_SUBJECT ADMINISTRATOR HELPDESK AUDITOR ANYONE CLIENT OPERATOR SYSTEM
      OrderWithdrawal    y       n                  f             f        f       n      f      f        f
      ConfirmWithdrawal  y       n                  f             f        f       n      f      f        f
      LiftWithdrawal     y       n                  f             f        f       n      f      f        f
      AnnulWithdrawal    y       n                  f             f        f       n      f      f        f
      EscalateWithdrawal f       n                  f             f        f       n      f      f        y`;
  const commands: Record<string, WithdrawalCommand> = {
    OrderWithdrawal: order(everywhere), ConfirmWithdrawal: confirm, LiftWithdrawal: lift, AnnulWithdrawal: annul, EscalateWithdrawal: escalate,
  };
  const byOmer = { ...ordered(), data: { ...ordered().data, orderedBy: 'omer' } };
  const stateFor = (command: string) => (command === 'AnnulWithdrawal' ? after(byOmer, confirmed) : after(byOmer));

  it.each(cellsOf(matrix))('$command by $who: $letter', ({ command, who, letter }) => {
    const sent = commands[command];
    const actor = regionalActors[who];
    expect(letterOf(() => sent && actor && withdrawalDecider.decide(sent, stateFor(command), { at, actor: actor.actor, ...actor.facts, province: '92000', authorityUnknown: false, heldByPerson: [] }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(commands)).toEqual(Object.keys(mayDo)); });
});
