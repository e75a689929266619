// Runs the specs on remote engines: those that MONGODB_URL, KAFKA_BROKERS and EVENTSTOREDB_URL name, else test servers of its own
// (EventStoreDB: a stand-in inside the specs). What was asked for and does not answer is a failure, never a skip.
import { spawn } from 'node:child_process';
import { provideKafka } from './engines/kafka.mjs';
import { provideMongo } from './engines/mongodb.mjs';

const jest = (env) => new Promise((resolve) => {
  const results = process.env.TEST_RESULTS ? ['--json', `--outputFile=${process.env.TEST_RESULTS}/remote.json`] : [];
  const specs = ['--testMatch', '**/*.remote.spec.ts', '--testPathIgnorePatterns', '/node_modules/|/dist/', '--runInBand', ...results, ...process.argv.slice(2)];
  spawn('npm', ['run', '-s', 'jest', '--', ...specs], { stdio: 'inherit', env: { ...process.env, ...env } }).on('close', (code) => { resolve(code ?? 1); });
});

const engines = await Promise.allSettled([provideMongo(), provideKafka()]);
try {
  const [mongo, kafka] = engines.map((engine) => { if (engine.status === 'rejected') throw engine.reason; return engine.value; });
  console.log(`MongoDB ${mongo.url}, Kafka ${kafka.brokers.join()}, EventStoreDB ${process.env.EVENTSTOREDB_URL ? 'as named' : 'a stand-in'}`);
  process.exitCode = await jest({ MONGODB_URL: mongo.url, KAFKA_BROKERS: kafka.brokers.join() });
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  for (const engine of engines) if (engine.status === 'fulfilled') await engine.value.stop();
}
