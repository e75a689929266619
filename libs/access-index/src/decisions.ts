import { reaches } from '#kernel';
import type { AccessState } from './access-state.js';
import { requiredAssurance, type Category } from './catalogue-view.js';
import { causesOf } from './causes.js';
import { nextChange, openEnd, runs } from './instants.js';
import type { AccessQuestion, Decision, Explanation } from './questions.js';
import { authoritySource, CATALOGUE, withdrawalSource } from './sources.js';
import { waysIn, type Way } from './ways-in.js';

export const decide = (state: AccessState, question: AccessQuestion): Decision => {
  if (cannotSay(state, question)) return UNAVAILABLE;
  const category = state.catalogue.find(question.category);
  return category ? judged(question, category, waysFor(state, question, category)) : UNKNOWN;
};

export const explain = (state: AccessState, question: AccessQuestion): Explanation => {
  if (cannotSay(state, question)) return { ...UNAVAILABLE, causes: ['unavailable'], grantIds: [] };
  const causes = causesOf(state, question);
  const category = state.catalogue.find(question.category);
  if (!category) return { ...UNKNOWN, causes, grantIds: [] };
  const ways = waysFor(state, question, category);
  const decision = judged(question, category, ways);
  return { ...decision, causes, grantIds: decision.decision ? ways.filter((way) => runs(way, question.at)).map(({ grant }) => grant.id) : [] };
};

const UNAVAILABLE: Decision = { decision: false, reason: 'unavailable', validUntil: null };
const UNKNOWN: Decision = { decision: false, reason: 'not-granted', validUntil: null };
const NO_WAY: readonly Way[] = [];

const waysFor = (state: AccessState, { personId, action, authorityId }: AccessQuestion, category: Category): readonly Way[] => {
  const authority = state.authorities.get(authorityId);
  const person = state.people.find(personId);
  return authority && person ? waysIn(state, person, action, authority, category) : NO_WAY;
};

const judged = ({ action, assurance, at }: AccessQuestion, category: Category, ways: readonly Way[]): Decision => {
  const required = requiredAssurance(action, category);
  const assured = assurance === undefined || reaches(assurance, required);
  const decision = assured && ways.some((way) => runs(way, at));
  return {
    decision,
    reason: decision ? 'granted' : 'not-granted',
    requiredAssurance: required,
    validUntil: assured ? openEnd(nextChange(ways, at)) : null,
  };
};

const cannotSay = (state: AccessState, { personId, authorityId }: AccessQuestion): boolean =>
  state.versions.anyParked(() => [CATALOGUE, withdrawalSource(personId), ...state.withSuccessors(authorityId).map(authoritySource)]);
