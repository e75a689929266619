import { jsonLogger } from '#http';
import { SystemClock } from '#kernel';
import { startStandalone } from '../src/standalone.js';

/** What the process is told and tells; `ready` and `caughtUp` are also the questions' answers. */
export type Told = { readonly ready: string } | { readonly caughtUp: true } | { readonly failed: string };
export type Asked = 'catchUp' | 'stop';

const tell = (told: Told): void => { process.send?.(told); };
const [directory = ''] = process.argv.slice(2);

// Whoever started it is gone: nothing is left running.
process.on('disconnect', () => process.exit());
try {
  const standalone = await startStandalone({ directory, clock: new SystemClock(), logger: jsonLogger('killable', 'error'), publicUrl: 'http://localhost', port: 0 });
  const answers: Readonly<Record<Asked, () => Promise<void>>> = {
    catchUp: () => standalone.caughtUp().then(() => { tell({ caughtUp: true }); }),
    stop: () => standalone.close().then(() => { process.disconnect(); }),
  };
  process.on('message', (asked: Asked) => { void answers[asked](); });
  tell({ ready: standalone.url });
} catch (error) {
  tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
