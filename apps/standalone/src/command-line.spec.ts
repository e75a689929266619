import { describe, expect, it } from '@jest/globals';
import { askedOf, UsageRefused } from './command-line.js';

const takes = 'one file';

describe('the words of a command', () => {
  it('name a file, a directory and flags', () => {
    expect(askedOf(['list.csv', '--with-cpas', '--data', 'here'], { takes, flags: ['with-cpas', 'demo-numbers'] })).toEqual({
      file: 'list.csv', directory: 'here', flags: { 'with-cpas': true, 'demo-numbers': false },
    });
    expect(askedOf(['list.csv'], { takes, flags: [] })).toMatchObject({ directory: './data/demonstration' });
  });

  it('name a service that runs, where the command may ask one', () => {
    const byUrl = { takes, flags: [], byUrl: true };
    expect(askedOf(['list.csv', '--url', 'https://guichet.example.be'], byUrl)).toMatchObject({ file: 'list.csv', url: 'https://guichet.example.be' });
    expect(() => askedOf(['list.csv', '--url', 'https://guichet.example.be'], { takes, flags: [] })).toThrow(UsageRefused);
    expect(() => askedOf(['list.csv', '--url', 'https://guichet.example.be', '--data', 'here'], byUrl)).toThrow('--data or --url');
    for (const url of ['guichet.example.be', 'file:///etc/passwd', '']) expect(() => askedOf(['list.csv', '--url', url], byUrl)).toThrow('--url is the address');
  });

  it('may ask for help', () => {
    expect(askedOf(['--help'], { takes, flags: [] })).toBeUndefined();
  });

  it.each([
    [[], 'Name one file, and nothing else.'], [['a', 'b'], 'Name one file, and nothing else.'], [['a', '--force'], /--force/], [['a', '--data'], /--data/],
  ])('are refused when they are %j, and it is said why', (words, why) => {
    expect(() => askedOf(words, { takes, flags: [] })).toThrow(UsageRefused);
    expect(() => askedOf(words, { takes, flags: [] })).toThrow(why);
  });
});
