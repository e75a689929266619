import { describe, expect, it } from '@jest/globals';
import { deciderSpec } from '#kernel/testing';
import { cellsOf, letterOf } from '../../staff/domain/testing/golden-matrix.js';
import { holding, person, regionalActors } from '../../staff/domain/testing/regional-actors.js';
import { mayDo, nisStream, numberStream, type Released, type ReservationCommand, type Reserved } from './reservations.js';
import { refuse, reservationDecider } from './reservations.decider.js';

const at = '2026-03-01T09:00:00.000Z';
const administrator = { at, actor: person('anna'), facts: holding(['ADMINISTRATOR']) };
const { given } = deciderSpec(reservationDecider, administrator);
const reserved = (authorityId: string): Reserved => ({ type: 'Reserved', data: { authorityId } });
const released = (authorityId: string): Released => ({ type: 'Released', data: { authorityId } });
const reserve = (authorityId: string): ReservationCommand => ({ type: 'Reserve', data: { authorityId } });
const release = (authorityId: string): ReservationCommand => ({ type: 'Release', data: { authorityId } });

describe('reserving a number for an authority', () => {
  it('records for which', () => { given().when(reserve('namur')).then(reserved('namur')); });
  it('changes nothing when it is reserved for it', () => { given(reserved('namur')).when(reserve('namur')).then(); });
  it('is refused for another, and tells for which it is', () => {
    given(reserved('namur')).when(reserve('dinant')).thenRejected('already-registered');
    const state = given(reserved('namur')).state();
    const attempt = (): unknown => reservationDecider.decide(reserve('dinant'), state, { at, actor: administrator.actor, ...administrator.facts });
    expect(attempt).toThrow(refuse('already-registered'));
    expect(attempt).toThrow(expect.objectContaining({ facts: { authorityId: 'namur' } }));
  });
  it('is possible again once released', () => { given(reserved('namur'), released('namur')).when(reserve('dinant')).then(reserved('dinant')); });
});

describe('releasing a number', () => {
  it('records it', () => { given(reserved('namur')).when(release('namur')).then(released('namur')); });
  it('changes nothing when it is free, or reserved for another', () => {
    given().when(release('namur')).then();
    given(reserved('dinant')).when(release('namur')).then();
  });
});

describe('the streams of reservations', () => {
  it('are named by the number, and by type and NIS code', () => {
    expect(numberStream('0123456749')).toBe('number-0123456749');
    expect(nisStream('MUNICIPALITY', '92094')).toBe('nis-MUNICIPALITY-92094');
  });
});

describe('who reserves', () => {
  const matrix = `
              OFFICER ADMINISTRATOR HELPDESK AUDITOR ANYONE CLIENT OPERATOR SYSTEM
      Reserve f       y             f        f       n      f      y        f
      Release f       y             f        f       n      f      y        y`;
  const commands: Record<string, ReservationCommand> = { Reserve: reserve('namur'), Release: release('namur') };

  it.each(cellsOf(matrix))('$command by $who: $letter', ({ command, who, letter }) => {
    const sent = commands[command];
    const actor = regionalActors[who];
    expect(letterOf(() => sent && actor && reservationDecider.decide(sent, reservationDecider.initialState, { at, actor: actor.actor, ...actor.facts }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(commands)).toEqual(Object.keys(mayDo)); });
});
