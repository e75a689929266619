import { randomInt } from 'node:crypto';
import { instant, type Instant, type ScriptedClock } from '#kernel';
import type { Standalone } from '../standalone.js';
import type { Theatre } from './stage.js';
import type { Setting } from './story.js';

/** The standalone on a clock that the story moves. */
export const onScriptedClock = (standalone: Standalone, clock: ScriptedClock): Theatre => ({
  url: standalone.url,
  now: () => clock.now(),
  goTo: (at: Instant) => clock.advanceTo(at, () => standalone.caughtUp()),
});

/** Any installation that has the demonstration in it, as time goes by. */
export const asTimeGoesBy = (url: string): Theatre => ({
  url,
  now: () => instant(Date.now()),
  goTo: () => Promise.resolve(),
});

/** Where the story was told before its commune is already there: another one, of numbers that nobody has. */
export const someCommune = (): Setting['commune'] => {
  const first = 1_501_000 + randomInt(8_000);
  return { nisCode: `99${String(100 + randomInt(900))}`, enterpriseNumber: `0${String(first)}${String(97 - (first % 97)).padStart(2, '0')}` };
};
