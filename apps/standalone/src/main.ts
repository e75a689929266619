import { jsonLogger } from '#http';
import { SystemClock } from '#kernel';
import { configFrom } from './config.js';
import { explained } from './failures.js';
import { startStandalone, type Standalone } from './standalone.js';

const say = (text: string): void => { process.stdout.write(`${text}\n`); };

const stopOnSignal = (standalone: Standalone): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('Stopping: requests in hand are answered first.');
    standalone.close().then(() => { say('Stopped.'); }, (error: unknown) => {
      process.exitCode = 1;
      say(`It did not stop cleanly: ${explained(error)}`);
    });
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

try {
  const { logLevel, ...config } = configFrom();
  const standalone = await startStandalone({ ...config, clock: new SystemClock(), logger: jsonLogger('standalone', logLevel) });
  stopOnSignal(standalone);
  say(`Guichet des pouvoirs locaux, DEMONSTRATION (invented people and authorities; data in ${config.directory})`);
  say(`Ready after ${(performance.now() / 1000).toFixed(1)} s. Open ${config.publicUrl} : it says what to try. Ctrl-C stops.`);
} catch (error) {
  process.stderr.write(`${explained(error)}\n`);
  process.exitCode = 1;
}
