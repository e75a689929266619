import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLogger } from '#http';
import { DAY, instant, plus, ScriptedClock } from '#kernel';
import { Stage } from './demo/stage.js';
import { tellTheStory } from './demo/story.js';
import { explained } from './failures.js';
import { startStandalone } from './standalone.js';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };

const play = async (directory: string): Promise<void> => {
  const now = instant(Date.now());
  const clock = new ScriptedClock(plus(now, -9 * DAY));
  const standalone = await startStandalone({ directory, clock, logger: jsonLogger('demo', 'error'), publicUrl: 'http://localhost:3000', port: 0 });
  try {
    const cpasId = String(await standalone.operator.authorityWithNis('SOCIAL_WELFARE_CENTRE', '99011'));
    say(`Guichet des pouvoirs locaux : de la désignation au retrait audité. Personnes et pouvoirs locaux inventés ; ${standalone.url}`);
    await tellTheStory(new Stage(standalone, clock, say), now, cpasId);
    say('\nFin : chaque étape a donné ce qui était attendu.');
  } finally {
    await standalone.close();
  }
};

const directory = await mkdtemp(join(tmpdir(), 'guichet-demo-'));
try {
  await play(join(directory, 'demonstration'));
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${explained(error)}\n`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
