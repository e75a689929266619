import { reaches } from '#kernel';
import type { AccessState } from './access-state.js';
import { requiredAssurance } from './catalogue-view.js';
import { causesOf } from './causes.js';
import { nextChange, openEnd, runs } from './instants.js';
import type { AccessQuestion, Decision, Explanation } from './questions.js';
import { authoritySource, CATALOGUE, withdrawalSource } from './sources.js';
import { waysIn, type Way } from './ways-in.js';

export const decide = (state: AccessState, question: AccessQuestion): Decision => {
  if (cannotSay(state, question)) return UNAVAILABLE;
  return judged(state, question, waysFor(state, question));
};

export const explain = (state: AccessState, question: AccessQuestion): Explanation => {
  if (cannotSay(state, question)) return { ...UNAVAILABLE, causes: ['unavailable'], grantIds: [] };
  const ways = waysFor(state, question);
  const decision = judged(state, question, ways);
  return {
    ...decision,
    causes: causesOf(state, question),
    grantIds: decision.decision ? ways.filter((way) => runs(way, question.at)).map(({ grant }) => grant.id) : [],
  };
};

const UNAVAILABLE: Decision = { decision: false, reason: 'unavailable', validUntil: null };
const NO_WAY: readonly Way[] = [];

const waysFor = (state: AccessState, { personId, action, authorityId, category: code }: AccessQuestion): readonly Way[] => {
  const authority = state.authorities.get(authorityId);
  const person = state.people.find(personId);
  const category = state.catalogue.find(code);
  return authority && person && category ? waysIn(state, person, action, authority, category) : NO_WAY;
};

const judged = (state: AccessState, question: AccessQuestion, ways: readonly Way[]): Decision => {
  const category = state.catalogue.find(question.category);
  if (!category) return { decision: false, reason: first(causesOf(state, question)), validUntil: null };
  const required = requiredAssurance(question.action, category);
  const assured = question.assurance === undefined || reaches(question.assurance, required);
  const decision = assured && ways.some((way) => runs(way, question.at));
  return {
    decision,
    reason: decision ? 'granted' : first(causesOf(state, question)),
    requiredAssurance: required,
    validUntil: assured ? openEnd(nextChange(ways, question.at)) : null,
  };
};

const first = ([cause = 'unavailable']: ReturnType<typeof causesOf>): Decision['reason'] => cause;

const cannotSay = (state: AccessState, { personId, authorityId }: AccessQuestion): boolean =>
  state.versions.anyParked(() => [CATALOGUE, withdrawalSource(personId), ...state.withSuccessors(authorityId).map(authoritySource)]);
