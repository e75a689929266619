import { describe, expect, it } from '@jest/globals';
import { DAY, plus } from '#kernel';
import { deciderSpec, recorded } from '#kernel/testing';
import { cellsOf, letterOf } from '../../staff/domain/testing/golden-matrix.js';
import { holding, person, regionalActors } from '../../staff/domain/testing/regional-actors.js';
import { acceptable, inForce, mayDo, versionIn, type CharterPublished, type CharterState, type PublishCharter } from './charter.js';
import { charterDecider } from './charter.decider.js';

const at = '2026-03-01T09:00:00.000Z';
const sha256 = (text: string): string => `hash of ${text}`;
const administrator = { at, actor: person('anna'), facts: { ...holding(['ADMINISTRATOR']), sha256 } };
const { given } = deciderSpec(charterDecider, administrator);
const published = (version: number): CharterPublished =>
  ({ type: 'CharterPublished', data: { version, text: { fr: `Engagements ${String(version)}` }, sha256: `hash of {"fr":"Engagements ${String(version)}"}` } });
const publish = (version: number): PublishCharter => ({ type: 'PublishCharter', data: { text: published(version).data.text } });

describe('publishing the charter', () => {
  it('begins with version 1', () => { given().when(publish(1)).then(published(1)); });
  it('counts up', () => { given(published(1)).when(publish(2)).then(published(2)); });
  it('changes nothing when the text is the same, whatever hash was recorded with it', () => {
    given(published(1)).when(publish(1)).then();
    given({ ...published(1), data: { ...published(1).data, sha256: '0'.repeat(64) } }).when(publish(1)).then();
  });
  it('hashes the text in all its languages, in whichever order they are given', () => {
    const text = { fr: 'Engagements 2', de: 'Verpflichtungen 2' };
    given(published(1)).when({ type: 'PublishCharter', data: { text } })
      .then({ type: 'CharterPublished', data: { version: 2, text, sha256: 'hash of {"de":"Verpflichtungen 2","fr":"Engagements 2"}' } });
  });
  it('makes a new version of a translation', () => {
    given(published(1)).when({ type: 'PublishCharter', data: { text: { ...published(1).data.text, de: 'Verpflichtungen' } } }).then(
      { type: 'CharterPublished', data: { version: 2, text: { fr: 'Engagements 1', de: 'Verpflichtungen' }, sha256: 'hash of {"de":"Verpflichtungen","fr":"Engagements 1"}' } },
    );
  });
});

describe('reading the charter', () => {
  const state = given(published(1), recorded(at, published(2))).state();
  it('gives the version in force, word for word', () => { expect(inForce(state)).toEqual({ ...published(2).data, publishedAt: at }); });
  it('gives what was accepted before', () => { expect(versionIn(state, 1)).toMatchObject(published(1).data); });
  it('gives nothing where nothing was published', () => {
    expect(inForce(charterDecider.initialState)).toBeNull();
    expect(() => versionIn(state, 3)).toThrow(expect.objectContaining({ code: 'charter-version-unknown' }));
  });
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
  it('however many follow, until 30 days after the one that followed it', () => {
    const three = after([1, at], [2, second], [3, plus(second, DAY)]);
    expect([1, 2, 3].map((version) => acceptable(three, version, plus(second, 30 * DAY - 1)))).toEqual([true, true, true]);
    expect([1, 2, 3].map((version) => acceptable(three, version, plus(second, 30 * DAY)))).toEqual([false, true, true]);
    expect([1, 2, 3].map((version) => acceptable(three, version, plus(second, 31 * DAY)))).toEqual([false, false, true]);
  });
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
    expect(letterOf(() => actor && charterDecider.decide(publish(1), charterDecider.initialState, { at, actor: actor.actor, sha256, ...actor.facts }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(mayDo)).toEqual(['PublishCharter']); });
});
