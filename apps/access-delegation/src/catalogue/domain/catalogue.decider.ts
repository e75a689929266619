import { refusals, type Decider } from '#kernel';
import type { Title } from '../../authorities/domain/authority-vocabulary.js';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import { regionalStanding } from '../../staff/domain/regional-standing.js';
import {
  categoryIn, mayDo, subjectIn, type CatalogueCommand, type CatalogueEvent, type CatalogueState, type Category, type CloseCategory, type PublishCategory,
  type PublishSubject, type Subject,
} from './catalogue.js';

export const refuse = refusals({
  'subject-unknown': ['not-found', 'The catalogue has no such subject.'],
  'category-unknown': ['not-found', 'The catalogue has no such category.'],
  'category-closed': ['conflict', 'A closed category does not come back; publish another one.'],
  'subject-of-category-fixed': ['conflict', 'A category stays in its subject: what was granted on the subject rests on it.'],
});

export const catalogueDecider: Decider<CatalogueState, CatalogueCommand, CatalogueEvent, ActorFacts> = {
  initialState: { subjects: {}, categories: {} },
  decide(command, state, on) {
    return { as: regionalStanding(on.actor, on, mayDo[command.type]), events: decided(command, state) };
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'SubjectPublished': return { ...state, subjects: { ...state.subjects, [data.code]: data } };
      case 'CategoryPublished': return withCategory(state, { ...data, closed: false });
      case 'CategoryClosed': {
        const category = categoryIn(state, data.code);
        return category ? withCategory(state, { ...category, closed: true }) : state;
      }
    }
  },
};

const decided = (command: CatalogueCommand, state: CatalogueState): readonly CatalogueEvent[] => {
  switch (command.type) {
    case 'PublishSubject': return publishSubject(command, state);
    case 'PublishCategory': return publishCategory(command, state);
    case 'CloseCategory': return closeCategory(command, state);
  }
};

const publishSubject = ({ data }: PublishSubject, state: CatalogueState): readonly CatalogueEvent[] => {
  const known = subjectIn(state, data.code);
  return known && contentOf(known) === contentOf(data) ? [] : [{ type: 'SubjectPublished', data }];
};

const publishCategory = ({ data }: PublishCategory, state: CatalogueState): readonly CatalogueEvent[] => {
  if (!subjectIn(state, data.subject)) throw refuse('subject-unknown', { subject: data.subject });
  const known = categoryIn(state, data.code);
  if (known?.closed) throw refuse('category-closed', { category: data.code });
  if (known && known.subject !== data.subject) throw refuse('subject-of-category-fixed', { subject: known.subject });
  return known && particularsOf(known) === particularsOf(data) ? [] : [{ type: 'CategoryPublished', data }];
};

const closeCategory = ({ data }: CloseCategory, state: CatalogueState): readonly CatalogueEvent[] => {
  const known = categoryIn(state, data.code);
  if (!known) throw refuse('category-unknown', { category: data.code });
  return known.closed ? [] : [{ type: 'CategoryClosed', data }];
};

const withCategory = (state: CatalogueState, category: CatalogueState['categories'][string]): CatalogueState =>
  ({ ...state, categories: { ...state.categories, [category.code]: category } });

const inOrder = ({ fr, de, nl, en }: Title): readonly (string | undefined)[] => [fr, de, nl, en];
const contentOf = ({ title }: Subject): string => JSON.stringify(inOrder(title));
const particularsOf = ({ title, kind, appliesTo, assurance }: Category): string =>
  JSON.stringify([inOrder(title), kind, [...appliesTo].sort(), assurance]);
