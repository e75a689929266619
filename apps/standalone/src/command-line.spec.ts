import { describe, expect, it } from '@jest/globals';
import { askedOf, UsageRefused } from './command-line.js';

describe('the words of a command', () => {
  it('name a file, a directory and flags', () => {
    expect(askedOf(['list.csv', '--with-cpas', '--data', 'here'], ['with-cpas', 'demo-numbers'])).toEqual({
      file: 'list.csv', directory: 'here', flags: { 'with-cpas': true, 'demo-numbers': false },
    });
    expect(askedOf(['list.csv'], [])).toMatchObject({ directory: './data/demonstration' });
  });

  it('may ask for help', () => {
    expect(askedOf(['--help'], [])).toBeUndefined();
  });

  it.each([[[]], [['a', 'b']], [['a', '--force']], [['a', '--data']]])('are refused when they are %j', (words) => {
    expect(() => askedOf(words, [])).toThrow(UsageRefused);
  });
});
