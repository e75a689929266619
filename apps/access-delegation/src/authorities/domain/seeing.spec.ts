import { describe, expect, it } from '@jest/globals';
import type { RegionalFunction } from '../../capacities/domain/capacities.js';
import { answersFor, seeingHere } from './seeing.js';
import { facts, given, NOW, person, regional, space, system } from './testing/an-authority.js';

const state = given(...space).state();
const sees = (id: string, functions: readonly RegionalFunction[] = [], ticket?: string) =>
  seeingHere(person(id), state, { at: NOW, actor: person(id), ...facts({ actorFacts: { functions, withdrawn: false } }) }, ticket);
const as = (...[held, scope]: Parameters<typeof regional>): RegionalFunction => ({ function: held, scope: { subjects: [], provinces: [], ...scope } });

describe('what somebody sees of a private space', () => {
  it('is all of it for who answers for it, and what is his own for a member', () => {
    for (const id of ['paul', 'mayor']) expect(sees(id)).toEqual({ sight: 'ALL', subjects: [] });
    expect(sees('uma')).toEqual({ sight: 'OWN', subjects: [] });
    expect(seeingHere(system, state, { at: NOW, actor: system, ...facts() })).toEqual({ sight: 'ALL', subjects: [] });
  });

  it('is what is his own for an administrator who is a member, and no person otherwise', () => {
    expect(sees('uma', [as('ADMINISTRATOR')]).sight).toBe('OWN');
    expect(sees('anna', [as('ADMINISTRATOR')]).sight).toBe('DETAILS');
  });

  it('is limited to the subjects of an officer and of the helpdesk', () => {
    expect(sees('olga', [as('OFFICER', { subjects: ['FIN', 'FUN'] })])).toEqual({ sight: 'ALL', subjects: ['FIN', 'FUN'] });
    expect(sees('hugo', [as('HELPDESK', { subjects: ['FIN'] })], 'T-2026-00042')).toEqual({ sight: 'ALL', subjects: ['FIN'] });
    expect(sees('olga', [as('OFFICER', { subjects: ['FIN'] }), as('HELPDESK', { subjects: ['FUN'] })], 'T-2026-00042').subjects).toEqual(['FIN', 'FUN']);
  });

  it('is not limited for who sees all of it otherwise', () => {
    expect(sees('paul', [as('OFFICER', { subjects: ['FIN'] })]).subjects).toEqual([]);
    expect(sees('olga', [as('OFFICER', { subjects: ['FIN'] }), as('HELPDESK')], 'T-2026-00042').subjects).toEqual([]);
    expect(sees('olga', [as('OFFICER', { subjects: ['FIN'] }), as('HELPDESK')]).subjects).toEqual(['FIN']);
  });

  it('is nothing for staff of other provinces, the helpdesk on a ticket too', () => {
    for (const held of ['OFFICER', 'HELPDESK'] as const) {
      expect(() => sees('olga', [as(held, { provinces: ['60000'] })], 'T-2026-00042')).toThrow(expect.objectContaining({ code: 'not-found' }));
      expect(sees('olga', [as(held, { provinces: ['90000'] })], 'T-2026-00042').sight).toBe('ALL');
    }
  });
});

describe('who answers for an authority, and so for what was merged into it', () => {
  const answers = (id: string, over: Parameters<typeof facts>[0] = {}) => answersFor(person(id), state, { at: NOW, actor: person(id), ...facts(over) });

  it('is who manages it or signs for it, unless the Region withdrew him', () => {
    for (const id of ['paul', 'mayor']) {
      expect(answers(id)).toBe(true);
      expect(answers(id, { actorFacts: { functions: [], withdrawn: true } })).toBe(false);
    }
  });

  it('is no member, nobody from elsewhere, and not the Region: its staff sees what is in its own scope', () => {
    for (const id of ['uma', 'stranger']) expect(answers(id)).toBe(false);
    expect(answers('olga', regional('OFFICER'))).toBe(false);
  });
});
