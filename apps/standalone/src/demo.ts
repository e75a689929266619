import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLogger } from '#http';
import { DAY, instant, plus, ScriptedClock } from '#kernel';
import { environment } from './config.js';
import { Stage } from './demo/stage.js';
import { SARTBOIS, tellTheStory } from './demo/story.js';
import { asTimeGoesBy, onScriptedClock, someCommune } from './demo/theatres.js';
import { explained } from './failures.js';
import { startStandalone } from './standalone.js';

const say = (line: string): void => { process.stdout.write(`${line}\n`); };

const INVENTED = 'Guichet des pouvoirs locaux : de la désignation au retrait audité. Personnes et pouvoirs locaux inventés';

const playAt = async (url: string): Promise<void> => {
  say(`${INVENTED} ; ${url}`);
  await tellTheStory(new Stage(asTimeGoesBy(url), say), instant(Date.now()), { commune: someCommune(), clockMoves: false });
};

const playIn = async (directory: string): Promise<void> => {
  const now = instant(Date.now());
  const clock = new ScriptedClock(plus(now, -9 * DAY));
  const standalone = await startStandalone({ directory, clock, logger: jsonLogger('demo', 'error'), publicUrl: 'http://localhost:3000', port: 0 });
  try {
    say(`${INVENTED} ; ${standalone.url}`);
    await tellTheStory(new Stage(onScriptedClock(standalone, clock), say), now, { commune: SARTBOIS, clockMoves: true });
  } finally {
    await standalone.close();
  }
};

const playOnThrowawayDirectory = async (): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'guichet-demo-'));
  await playIn(join(directory, 'demonstration')).finally(() => rm(directory, { recursive: true, force: true }));
};

try {
  await (environment['BASE_URL'] ? playAt(environment['BASE_URL']) : playOnThrowawayDirectory());
  say('\nFin : chaque étape a donné ce qui était attendu.');
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${explained(error)}\n`);
}
