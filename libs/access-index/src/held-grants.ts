import { ACCESS_ROLES, ACTIONS, type AccessRole, type Action } from '#contracts';
import type { Instant } from '#kernel';
import type { Category } from './catalogue-view.js';
import type { CategorySet, CategorySets } from './category-sets.js';
import { gives } from './roles.js';

export type Grant = {
  readonly id: string;
  readonly role: AccessRole;
  readonly subject: string;
  readonly categories: CategorySet;
  /** All of the subject, whatever is published or offered in it later (BR-32). */
  readonly includesFuture: boolean;
  readonly from: Instant;
  until: Instant;
};

/** The grants of one member. A number each, side by side, tells those that cannot concern a question without a look at them. */
export class HeldGrants {
  private readonly grants: Grant[] = [];
  private readonly marks: number[] = [];

  constructor(private readonly sets: CategorySets, grants: readonly Grant[] = []) {
    for (const grant of grants) this.add(grant);
  }

  get all(): readonly Grant[] {
    return this.grants;
  }

  add(grant: Grant): void {
    this.grants.push(grant);
    this.marks.push(markOf(grant));
  }

  remove(id: string): void {
    const index = this.grants.findIndex((grant) => grant.id === id);
    if (index < 0) return;
    this.grants.splice(index, 1);
    this.marks.splice(index, 1);
  }

  /** Those that cover the category, with a role that gives the action where one is asked for. */
  covering(category: Category, action?: Action): readonly Grant[] {
    const { marks, sets } = this;
    const giving = action === undefined ? ANY_ROLE : ROLES_GIVING[action];
    let found: Grant[] | undefined;
    for (let index = 0; index < marks.length; index += 1) {
      const mark = marks[index] ?? 0;
      if ((giving & roleIn(mark)) === 0 || !(sets.holds(setIn(mark), category.number) || this.coversAll(mark, index, category))) continue;
      const grant = this.grants[index];
      if (grant) (found ??= []).push(grant);
    }
    return found ?? NONE;
  }

  private coversAll(mark: number, index: number, { subject }: Category): boolean {
    return hasFuture(mark) && this.grants[index]?.subject === subject;
  }
}

const NONE: readonly Grant[] = [];

/** A bit per role, above it the number of the set of categories, below it whether all of the subject is covered. */
const bitOf = (role: AccessRole): number => 2 << ACCESS_ROLES.indexOf(role);
const ANY_ROLE = ACCESS_ROLES.reduce((bits, role) => bits | bitOf(role), 0);
const SET_SHIFT = ACCESS_ROLES.length + 1;
const ROLES_GIVING = Object.fromEntries(
  ACTIONS.map((action) => [action, ACCESS_ROLES.filter((role) => gives(role, action)).reduce((bits, role) => bits | bitOf(role), 0)]),
) as Record<Action, number>;

const markOf = ({ role, categories, includesFuture }: Grant): number => (categories << SET_SHIFT) | bitOf(role) | (includesFuture ? 1 : 0);
const hasFuture = (mark: number): boolean => (mark & 1) === 1;
const roleIn = (mark: number): number => mark & ANY_ROLE;
const setIn = (mark: number): CategorySet => mark >>> SET_SHIFT;
