import { describe, expect, it } from '@jest/globals';
import { DAY, plus } from '#kernel';
import { deciderSpec, recorded } from '#kernel/testing';
import { cellsOf, letterOf } from '../../staff/domain/testing/golden-matrix.js';
import { holding, person, regionalActors } from '../../staff/domain/testing/regional-actors.js';
import { acceptable, mayDo, type CharterPublished, type CharterState, type PublishCharter } from './charter.js';
import { charterDecider } from './charter.decider.js';

const at = '2026-03-01T09:00:00.000Z';
const administrator = { at, actor: person('anna'), facts: holding(['ADMINISTRATOR']) };
const { given } = deciderSpec(charterDecider, administrator);
const published = (version: number): CharterPublished =>
  ({ type: 'CharterPublished', data: { version, text: { fr: `Engagements ${String(version)}` }, sha256: String(version).repeat(64) } });
const publish = (version: number): PublishCharter =>
  ({ type: 'PublishCharter', data: { text: published(version).data.text, sha256: published(version).data.sha256 } });

describe('publishing the charter', () => {
  it('begins with version 1', () => { given().when(publish(1)).then(published(1)); });
  it('counts up', () => { given(published(1)).when(publish(2)).then(published(2)); });
  it('changes nothing when the text is the same', () => { given(published(1)).when(publish(1)).then(); });
});

describe('a version of the charter can be accepted', () => {
  const second = '2026-06-01T00:00:00.000Z';
  const after = (...publications: readonly (readonly [version: number, recordedAt: string])[]): CharterState =>
    given(...publications.map(([version, recordedAt]) => recorded(recordedAt, published(version)))).state();
  const state = after([1, at], [2, second]);

  it('when it is the current one', () => { expect(acceptable(state, 2, plus(second, 400 * DAY))).toBe(true); });
  it('when it is the one before, until 30 days have passed', () => {
    expect(acceptable(state, 1, plus(second, 30 * DAY - 1))).toBe(true);
    expect(acceptable(state, 1, plus(second, 30 * DAY))).toBe(false);
  });
  it('never when it is older', () => { expect(acceptable(after([1, at], [2, second], [3, second]), 1, second)).toBe(false); });
  it('never when it does not exist', () => {
    expect(acceptable(state, 3, second)).toBe(false);
    expect(acceptable(charterDecider.initialState, 0, at)).toBe(false);
  });
});

describe('who publishes the charter', () => {
  const matrix = `
                     OFFICER ADMINISTRATOR HELPDESK AUDITOR ANYONE CLIENT OPERATOR SYSTEM
      PublishCharter f       y             f        f       n      f      y        f`;

  it.each(cellsOf(matrix))('$command by $who: $letter', ({ who, letter }) => {
    const actor = regionalActors[who];
    expect(letterOf(() => actor && charterDecider.decide(publish(1), charterDecider.initialState, { at, actor: actor.actor, ...actor.facts }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(mayDo)).toEqual(['PublishCharter']); });
});
