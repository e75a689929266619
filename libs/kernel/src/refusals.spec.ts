import { describe, expect, it } from '@jest/globals';
import { DomainError, isRefusal } from './domain-error.js';
import { reaches } from './event.js';
import { refusals } from './refusals.js';

const refuse = refusals({ 'purse-empty': ['conflict', 'There is nothing in the purse.'], 'not-yours': ['forbidden', 'This purse is not yours.'] });

describe('a declared refusal', () => {
  it('is a DomainError of its kind, with its code, meaning and facts', () => {
    const refusal = refuse('purse-empty', { balance: 0 });
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({ name: 'DomainError', kind: 'conflict', code: 'purse-empty', message: 'There is nothing in the purse.', facts: { balance: 0 } });
    expect(refuse('not-yours').facts).toEqual({});
  });

  it('has no fact that its answer would hide behind a member of its own', () => {
    // @ts-expect-error: an answer over HTTP has its own status
    expect(refuse('purse-empty', { status: 'OPEN' }).facts).toEqual({ status: 'OPEN' });
    // @ts-expect-error: and its own title
    expect(refuse('purse-empty', { title: 'Purse' }).facts).toEqual({ title: 'Purse' });
  });

  it('can be listed', () => {
    expect(Object.keys(refuse.table)).toEqual(['purse-empty', 'not-yours']);
  });
});

describe('a final answer of the business', () => {
  it('is every refusal but "not available now", and no other error', () => {
    const errors = [refuse('purse-empty'), new DomainError('unavailable', 'busy', 'Try again.'), new Error('broken'), undefined];
    expect(errors.map(isRefusal)).toEqual([true, false, false, false]);
  });
});

describe('an assurance', () => {
  it('is worth itself and everything below', () => {
    const levels = ['none', 'low', 'substantial', 'high'] as const;
    levels.forEach((held, worth) => { expect(levels.filter((asked) => reaches(held, asked))).toEqual(levels.slice(0, worth + 1)); });
  });
});
