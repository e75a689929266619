import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { jsonLogger } from '#http';
import { DAY, plus, ScriptedClock } from '#kernel';
import { startStandalone } from '../standalone.js';
import { Stage } from './stage.js';
import { SARTBOIS, tellTheStory } from './story.js';
import { onScriptedClock } from './theatres.js';

describe('the story of the demonstration', () => {
  // Two of them: the days of the week and the change to winter time fall differently.
  it.each(['2027-03-04T10:00:00.000Z', '2026-10-28T23:30:00.000Z'])('is told to its end on %s, and leaves the history it tells', async (now) => {
    const root = await mkdtemp(join(tmpdir(), 'story-'));
    const clock = new ScriptedClock(plus(now, -9 * DAY));
    const standalone = await startStandalone({ directory: join(root, 'demonstration'), clock, logger: jsonLogger('story', 'silent'), publicUrl: 'http://localhost:3000', port: 0 });
    const lines: string[] = [];
    try {
      await tellTheStory(new Stage(onScriptedClock(standalone, clock), (line) => { lines.push(line); }), now, { commune: SARTBOIS, clockMoves: true });
    } finally {
      await standalone.close();
      await rm(root, { recursive: true, force: true });
    }
    expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
    expect(lines.filter((line) => line.includes('Le système a mis fin'))).toEqual([]);
    expect(lines.join('\n')).toContain('Léa Marchal a octroyé à Nadia Haddad le rôle « éditeur »');
    expect(lines.join('\n')).not.toMatch(/\{person:|undefined/);
  }, 30_000);
});
