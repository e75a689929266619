import { describe, expect, it } from '@jest/globals';
import { DocumentsUnavailable } from './documents.js';
import { reached, thrownAs } from './sqlite-errors.js';

const failing = (errcode?: number) => (): never => {
  throw Object.assign(new Error('of SQLite'), errcode === undefined ? {} : { errcode });
};
const told = (errcode?: number): unknown => {
  try {
    return reached(DocumentsUnavailable, failing(errcode));
  } catch (error) {
    return error;
  }
};

describe('what SQLite says', () => {
  it.each([
    ['no room', 13], ['it cannot read', 266], ['it cannot sync', 1_034], ['no memory', 7], ['the disk is mounted to read only', 8], ['it cannot open', 14], ['busy', 5],
  ])('is unavailable when time heals it: %s', async (_, errcode) => {
    expect(told(errcode)).toBeInstanceOf(DocumentsUnavailable);
    await expect(Promise.reject(Object.assign(new Error('of SQLite'), { errcode })).catch(thrownAs(DocumentsUnavailable))).rejects.toBeInstanceOf(DocumentsUnavailable);
  });

  it.each([['not a statement', 1], ['a constraint', 2_067], ['not a database', 26], ['damaged', 11], ['nothing of SQLite at all', undefined]])('is told as it is when it stays so: %s', (_, errcode) => {
    expect(told(errcode)).toMatchObject({ name: 'Error', message: 'of SQLite' });
  });

  it('passes an answer on', () => {
    expect(reached(DocumentsUnavailable, () => 7)).toBe(7);
  });
});
