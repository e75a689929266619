import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { instant } from '#kernel';
import { Stage } from '../src/demo/stage.js';
import { tellTheStory } from '../src/demo/story.js';
import { asTimeGoesBy, someCommune } from '../src/demo/theatres.js';
import { describeDemonstration } from './demonstration.contract.js';
import { InstalledRemote } from './installed-remote.js';

jest.setTimeout(120_000);

const { BASE_URL } = process.env;
let installed: InstalledRemote | undefined;
const url = (): string => BASE_URL ?? installed?.url ?? '';

beforeAll(async () => { if (BASE_URL === undefined) installed = await InstalledRemote.started(); });
afterAll(() => installed?.dropped());

describeDemonstration(BASE_URL ?? 'processes of their own and remote engines', () => Promise.resolve(url()));

describe(`the story of the demonstration on ${BASE_URL ?? 'processes of their own and remote engines'}`, () => {
  it.each(['once', 'again'])('is told to its end, %s', async () => {
    const lines: string[] = [];
    await tellTheStory(new Stage(asTimeGoesBy(url()), (line) => { lines.push(line); }), instant(Date.now()), { commune: someCommune(), clockMoves: false });
    expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
    expect(lines.join('\n')).toContain('Léa Marchal a octroyé à Nadia Haddad le rôle « éditeur »');
    expect(lines.join('\n')).not.toMatch(/\{person:|undefined/);
  });
});

if (BASE_URL === undefined) {
  describe('whoever started all of it', () => {
    it('ends it with one word', async () => { expect(await installed?.stop()).toBe(0); });
  });
}
