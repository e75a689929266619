import { describe, expect, it } from '@jest/globals';
import { deciderSpec } from '#kernel/testing';
import { cellsOf, letterOf } from './testing/golden-matrix.js';
import { client, operator, person, system } from './testing/regional-actors.js';
import { EVERYWHERE, functionsOf, mayDo, type Appointment, type StaffAppointed, type StaffCommand, type StaffDismissed, type StaffFunction } from './staff.js';
import { staffDecider } from './staff.decider.js';

const at = '2026-03-01T09:00:00.000Z';
const facts = { withdrawn: false };

const post = (personId: string, held: StaffFunction, provinces: readonly string[] = []): Appointment =>
  ({ personId, function: held, scope: { ...EVERYWHERE, provinces } });
const appointed = (data: Appointment): StaffAppointed => ({ type: 'StaffAppointed', data, subject: data.personId });
const dismissed = (personId: string, held: StaffFunction): StaffDismissed =>
  ({ type: 'StaffDismissed', data: { personId, function: held }, subject: personId });
const appoint = (data: Appointment): StaffCommand => ({ type: 'AppointStaff', data });
const dismiss = (personId: string, held: StaffFunction): StaffCommand => ({ type: 'DismissStaff', data: { personId, function: held } });
const bootstrap = (...administrators: readonly string[]): StaffCommand => ({ type: 'BootstrapStaff', data: { administrators } });

const begun = [appointed(post('anna', 'ADMINISTRATOR')), appointed(post('arno', 'ADMINISTRATOR'))];
const anna = { at, actor: person('anna'), facts };
const byOperator = { actor: operator };
const { given } = deciderSpec(staffDecider, anna);

describe('the first two administrators', () => {
  it('are named together', () => { given().when(bootstrap('anna', 'arno'), byOperator).then(...begun); });
  it('are refused once staff has begun', () => { given(...begun).when(bootstrap('eve', 'evan'), byOperator).thenRejected('staff-already-begun'); });
  it.each([[[]], [['anna']], [['anna', 'anna']], [['anna', 'arno', 'eve']]])('are two different persons, not %j', (named) => {
    given().when(bootstrap(...named), byOperator).thenRejected('two-administrators-needed');
  });
});

describe('appointing somebody at the Region', () => {
  it('records function and scope', () => {
    given(...begun).when(appoint(post('olga', 'OFFICER', ['92000']))).then(appointed(post('olga', 'OFFICER', ['92000'])));
  });
  it('changes nothing when it is so already', () => {
    given(...begun, appointed(post('olga', 'OFFICER', ['1', '2']))).when(appoint(post('olga', 'OFFICER', ['2', '1']))).then();
  });
  it('replaces the scope', () => {
    given(...begun, appointed(post('olga', 'OFFICER'))).when(appoint(post('olga', 'OFFICER', ['92000']))).then(appointed(post('olga', 'OFFICER', ['92000'])));
  });
  it('is refused to oneself', () => { given(...begun).when(appoint(post('anna', 'HELPDESK'))).thenRejected('own-appointment'); });
  it.each([['ADMINISTRATOR', 'OFFICER'], ['ADMINISTRATOR', 'AUDITOR'], ['OFFICER', 'ADMINISTRATOR'], ['OFFICER', 'AUDITOR'], ['AUDITOR', 'ADMINISTRATOR'], ['AUDITOR', 'OFFICER']] as const)(
    'is refused to the %s who would also be %s', (held, asked) => {
      given(...begun, appointed(post('x', held))).when(appoint(post('x', asked))).thenRejected('functions-exclude-each-other');
    });
  it('lets the helpdesk go with another function', () => {
    given(...begun, appointed(post('olga', 'OFFICER'))).when(appoint(post('olga', 'HELPDESK'))).then(appointed(post('olga', 'HELPDESK')));
  });
  it.each(['ADMINISTRATOR', 'AUDITOR'] as const)('is refused with a scope for %s, who acts everywhere', (held) => {
    given(...begun).when(appoint(post('x', held, ['92000']))).thenRejected('function-has-no-scope');
  });
  it('is refused to an administrator whom the Region has withdrawn', () => {
    given(...begun).when(appoint(post('olga', 'OFFICER')), { facts: { withdrawn: true } }).thenRejected('access-suspended');
  });
  it('asks for high assurance', () => {
    given(...begun).when(appoint(post('olga', 'OFFICER')), { actor: person('anna', 'substantial') }).thenRejected('assurance-too-low');
  });
});

describe('dismissing somebody', () => {
  const third = appointed(post('alix', 'ADMINISTRATOR'));
  it('ends the function', () => { given(...begun, third).when(dismiss('arno', 'ADMINISTRATOR')).then(dismissed('arno', 'ADMINISTRATOR')); });
  it('is refused for the last two administrators', () => {
    given(...begun).when(dismiss('arno', 'ADMINISTRATOR')).thenRejected('two-administrators-remain');
    given(...begun, third, dismissed('alix', 'ADMINISTRATOR')).when(dismiss('arno', 'ADMINISTRATOR')).thenRejected('two-administrators-remain');
  });
  it('is refused for a function that is not held', () => { given(...begun).when(dismiss('olga', 'OFFICER')).thenRejected('not-appointed'); });
  it('takes the power with it', () => {
    given(...begun, third, dismissed('anna', 'ADMINISTRATOR')).when(appoint(post('olga', 'OFFICER'))).thenRejected('not-found');
  });
});

describe('the functions of a person', () => {
  it('are those not dismissed', () => {
    const state = given(...begun, appointed(post('olga', 'OFFICER')), appointed(post('olga', 'HELPDESK', ['1'])), dismissed('olga', 'OFFICER')).state();
    expect(functionsOf(state, 'olga')).toEqual([{ function: 'HELPDESK', scope: { subjects: [], provinces: ['1'] } }]);
  });
});

describe('who keeps the staff', () => {
  const matrix = `
                     OFFICER ADMINISTRATOR HELPDESK AUDITOR ANYONE CLIENT OPERATOR SYSTEM
      BootstrapStaff f       f             f        f       n      f      y        f
      AppointStaff   f       y             f        f       n      f      f        f
      DismissStaff   f       y             f        f       n      f      f        f`;
  const staff = [...begun, appointed(post('OFFICER', 'OFFICER')), appointed(post('ADMINISTRATOR', 'ADMINISTRATOR')), appointed(post('HELPDESK', 'HELPDESK')), appointed(post('AUDITOR', 'AUDITOR'))];
  const commands: Record<string, StaffCommand> = {
    BootstrapStaff: bootstrap('a', 'b'), AppointStaff: appoint(post('new', 'OFFICER')), DismissStaff: dismiss('arno', 'ADMINISTRATOR'),
  };
  const actors = { CLIENT: client, OPERATOR: operator, SYSTEM: system };

  it.each(cellsOf(matrix))('$command by $who: $letter', ({ command, who, letter }) => {
    const sent = commands[command];
    const actor = who in actors ? actors[who as keyof typeof actors] : person(who);
    const state = { ...given(...staff).state(), begun: command !== 'BootstrapStaff' };
    expect(letterOf(() => sent && staffDecider.decide(sent, state, { at, actor, ...facts }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(commands)).toEqual(Object.keys(mayDo)); });
});
