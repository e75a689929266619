import { describe, expect, it } from '@jest/globals';
import type { AuthorityFact } from '#contracts';
import { authorityFacts } from '#contracts';
import { authorityCatalogue } from './authority.catalogue.js';
import type { AuthorityEvent } from './private-space.decider.js';

type Words<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Capitalize<Head>}${Words<Tail>}` : Capitalize<Name>;
type EventName<Type extends string> = Type extends `access-delegation.${infer Name}.v1` ? Words<Name> : never;
type Published = { [Fact in AuthorityFact as EventName<Fact['type']>]: Fact['data'] };
type Decided = { [Event in AuthorityEvent as Event['type']]: Event['data'] };
type Mutable<Value> = Value extends object ? { -readonly [Key in keyof Value]: Mutable<Value[Key]> } : Value;
type Fits<Given, Asked> = Mutable<Given> extends Mutable<Asked> ? true : false;
/** Event types whose data a published schema would refuse, or promises more than. */
type Misfits = { [Name in keyof Decided]: Name extends keyof Published ? ([Fits<Decided[Name], Published[Name]>, Fits<Published[Name], Decided[Name]>] extends [true, true] ? never : Name) : Name }[keyof Decided];

const nameOf = (type: string): string => type.replace(/^access-delegation\./, '').replace(/\.v1$/, '').split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

describe('the events of an authority', () => {
  it('are published one by one, each with the shape it has here', () => {
    const misfits: readonly Misfits[] = [];
    const none: readonly never[] = misfits;
    expect(none).toEqual([]);
    expect(authorityFacts.map(({ type }) => nameOf(type)).sort()).toEqual(Object.keys(authorityCatalogue.entries).sort());
  });
});
