// Runs the specs on remote engines: those that MONGODB_URL, KAFKA_BROKERS and EVENTSTOREDB_URL name, else test servers of its own
// (EventStoreDB: a stand-in inside the specs). What was asked for and does not answer is a failure, never a skip.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { provideKafka } from './engines/kafka.mjs';
import { provideMongo } from './engines/mongodb.mjs';

const { TEST_RESULTS, EVENTSTOREDB_URL, ROUNDS = '1' } = process.env;
const PATIENCE_MILLIS = Number(ROUNDS) * 20 * 60_000;

/** Resolves with its code; specs that never end, or leave something open, are a failure too. */
const jest = (env) => new Promise((resolve) => {
  const results = TEST_RESULTS ? ['--json', `--outputFile=${TEST_RESULTS}/remote.json`] : [];
  const specs = ['--testMatch', '**/*.remote.spec.ts', '--testPathIgnorePatterns', '/node_modules/|/dist/', '--runInBand', ...results, ...process.argv.slice(2)];
  const running = spawn('npm', ['run', '-s', 'jest', '--', ...specs], { stdio: 'inherit', detached: true, env: { ...process.env, ...env } });
  const patience = setTimeout(() => {
    console.error(`The remote specs did not end within ${String(PATIENCE_MILLIS / 60_000)} minutes.`);
    process.kill(-running.pid, 'SIGKILL');
  }, PATIENCE_MILLIS);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { process.kill(-running.pid, 'SIGKILL'); });
  running.on('close', (code) => {
    clearTimeout(patience);
    resolve(code ?? 1);
  });
});

const engines = await Promise.allSettled([provideMongo(), provideKafka()]);
try {
  const [mongo, kafka] = engines.map((engine) => { if (engine.status === 'rejected') throw engine.reason; return engine.value; });
  const told = `${mongo.told}; ${kafka.told}; ${EVENTSTOREDB_URL ? 'EventStoreDB as EVENTSTOREDB_URL names it' : 'a stand-in that speaks EventStoreDB\'s protocol'}`;
  console.log(`Remote engines: ${told}.`);
  process.exitCode = await jest({ MONGODB_URL: mongo.url, KAFKA_BROKERS: kafka.brokers.join() });
  if (TEST_RESULTS) writeFileSync(`${TEST_RESULTS}/remote.engines`, told);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const engine of engines) if (engine.status === 'fulfilled') await engine.value.stop();
}
