import { describe, expect, it } from '@jest/globals';
import { deciderSpec } from '#kernel/testing';
import { cellsOf, letterOf } from '../../staff/domain/testing/golden-matrix.js';
import { holding, nobody, operator, person, regionalActors, withdrawn } from '../../staff/domain/testing/regional-actors.js';
import { mayDo, type CatalogueCommand, type CategoryClosed, type CategoryPublished, type PublishCategory, type SubjectPublished } from './catalogue.js';
import { catalogueDecider } from './catalogue.decider.js';

const at = '2026-03-01T09:00:00.000Z';
const administrator = { at, actor: person('anna'), facts: holding(['ADMINISTRATOR']) };
const { given } = deciderSpec(catalogueDecider, administrator);

const finances: SubjectPublished = { type: 'SubjectPublished', data: { code: 'FIN', title: { fr: 'Finances' } } };
const budget: CategoryPublished = {
  type: 'CategoryPublished', data: { code: 'FIN-BUD', subject: 'FIN', title: { fr: 'Budget' }, kind: 'TSA', appliesTo: ['MUNICIPALITY', 'PROVINCE'] },
};
const closed: CategoryClosed = { type: 'CategoryClosed', data: { code: 'FIN-BUD' } };
const publishSubject: CatalogueCommand = { type: 'PublishSubject', data: finances.data };
const publish = (over: Partial<PublishCategory['data']> = {}): PublishCategory => ({ type: 'PublishCategory', data: { ...budget.data, ...over } });
const close: CatalogueCommand = { type: 'CloseCategory', data: closed.data };

describe('publishing a subject', () => {
  it('records it', () => { given().when(publishSubject).then(finances); });
  it('changes nothing when its titles are the same', () => { given(finances).when(publishSubject).then(); });
  it('records a title that changed', () => {
    const renamed = { code: 'FIN', title: { fr: 'Finances', de: 'Finanzen' } };
    given(finances).when({ type: 'PublishSubject', data: renamed }).then({ type: 'SubjectPublished', data: renamed });
  });
  it('takes a code that every object knows as a code like any other', () => {
    const data = { code: 'constructor', title: { fr: 'Construction' } };
    given().when({ type: 'PublishSubject', data }).then({ type: 'SubjectPublished', data });
  });
});

describe('publishing a category', () => {
  it('records it', () => { given(finances).when(publish()).then(budget); });
  it('changes nothing when its particulars are the same, in whichever order they are listed', () => {
    given(finances, budget).when(publish({ appliesTo: ['PROVINCE', 'MUNICIPALITY'] })).then();
  });
  it('records a higher assurance', () => {
    given(finances, budget).when(publish({ assurance: 'high' })).then({ ...budget, data: { ...budget.data, assurance: 'high' } });
  });
  it('is refused in a subject that does not exist', () => { given().when(publish()).thenRejected('subject-unknown'); });
  it('is refused for a closed category', () => { given(finances, budget, closed).when(publish()).thenRejected('category-closed'); });
  it('is refused when it would move the category to another subject', () => {
    const other: SubjectPublished = { type: 'SubjectPublished', data: { code: 'RHU', title: { fr: 'Ressources humaines' } } };
    given(finances, budget, other).when(publish({ subject: 'RHU' })).thenRejected('subject-of-category-fixed');
  });
});

describe('closing a category', () => {
  it('records it', () => { given(finances, budget).when(close).then(closed); });
  it('changes nothing when it is closed', () => { given(finances, budget, closed).when(close).then(); });
  it('is refused for a category that does not exist', () => { given(finances).when(close).thenRejected('category-unknown'); });
});

describe('who keeps the catalogue', () => {
  const matrix = `
                      OFFICER ADMINISTRATOR HELPDESK AUDITOR ANYONE CLIENT OPERATOR SYSTEM
      PublishSubject  f       y             f        f       n      f      y        f
      PublishCategory f       y             f        f       n      f      y        f
      CloseCategory   f       y             f        f       n      f      y        f`;
  const commands: Record<string, CatalogueCommand> = { PublishSubject: publishSubject, PublishCategory: publish(), CloseCategory: close };
  const state = given(finances, budget).state();

  it.each(cellsOf(matrix))('$command by $who: $letter', ({ command, who, letter }) => {
    const sent = commands[command];
    const actor = regionalActors[who];
    expect(letterOf(() => sent && actor && catalogueDecider.decide(sent, state, { at, actor: actor.actor, ...actor.facts }))).toBe(letter);
  });
  it('is stated for every command', () => { expect(Object.keys(commands)).toEqual(Object.keys(mayDo)); });
  it('is an administrator signed in with high assurance', () => {
    given().when(publishSubject, { actor: person('anna', 'substantial') }).thenRejected('assurance-too-low');
  });
  it('is no administrator whom the Region has withdrawn', () => {
    given().when(publishSubject, { facts: withdrawn(administrator.facts) }).thenRejected('access-suspended');
  });
  it('is recorded as operator for an import', () => { given().when(publishSubject, { actor: operator, facts: nobody }).as('OPERATOR'); });
});
