import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { lookAtAuthority, successionOf, type Standings } from './viewers.js';

const mergers: Readonly<Record<string, string>> = { bertogne: 'bastogne', bastogne: 'haute-sure', one: 'other', other: 'one' };

/** `anne` manages, `lea` did until a few days ago, and `marc` signs for an authority that two others were merged into, one after the other. */
const standings: Standings = {
  holdsOffice: (person, authority) => person === 'marc' && authority === 'haute-sure',
  manages: (person, authority) => person === 'anne' && authority === 'haute-sure',
  managesInGrace: (person, authority) => person === 'lea' && authority === 'haute-sure',
  staff: () => false,
  isAuthority: () => true,
  successorOf: (authority) => mergers[authority] ?? null,
};
const look = (id: string, authority: string): string => {
  const actor: Actor = { kind: 'person', id, assurance: 'high' };
  return lookAtAuthority({ actor }, authority, standings);
};

describe('the trail of an authority that was merged', () => {
  it.each(['haute-sure', 'bastogne', 'bertogne'])('is shown to who answers for its successor: %s', (authority) => {
    expect([look('anne', authority), look('lea', authority), look('marc', authority)]).toEqual(['MANAGER', 'MANAGER_IN_GRACE', 'OFFICE_HOLDER']);
  });

  it('is not shown to who answers for another, nor the successor’s to who answered for a predecessor', () => {
    for (const [person, authority] of [['anne', 'namur'], ['lea', 'namur'], ['paul', 'bertogne']] as const) {
      expect(() => look(person, authority)).toThrow(expect.objectContaining({ code: 'not-found' }));
    }
  });

  it('is looked for once in each, should two of them name each other', () => {
    expect(successionOf('one', standings)).toEqual(['one', 'other']);
    expect(() => look('anne', 'one')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
