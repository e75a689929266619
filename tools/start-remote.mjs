/**
 * The demonstration with each service in a process of its own on remote engines, at one address, until Ctrl-C:
 * node tools/start-remote.mjs [directory], after `npm run build`. The engines are those that EVENTSTOREDB_URL, MONGODB_URL and
 * KAFKA_BROKERS name, else servers of its own in the directory, which also holds the secrets. Of EventStoreDB it has a stand-in
 * only, good for trying: no package registry has the server.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTopics } from '#messaging/kafka';
import { startEventStoreStandIn } from './engines/event-store-stand-in.mjs';
import { startKafka } from './engines/kafka.mjs';
import { startMongo } from './engines/mongodb.mjs';
import { freePort } from './engines/places.mjs';

const PATIENCE_MILLIS = 60_000;
const KAFKA_PORTS = [19_092, 19_093, 19_094];
const SERVICES = [['identity', 'standalone/src/issuer.main'], ['access-delegation', 'access-delegation/src/main'], ['audit', 'audit/src/main']];
const directory = resolve(process.argv[2] ?? 'data/remote');
const { EVENTSTOREDB_URL, MONGODB_URL, KAFKA_BROKERS, NAME_PREFIX = '', PORT = '3000', LOG_LEVEL = 'warn' } = process.env;
const publicUrl = `http://localhost:${PORT}`;

const stopping = [];
const stopAll = async () => { for (let stop = stopping.pop(); stop; stop = stopping.pop()) await stop(); };
let stopAsked = false;
const toldToStop = new Promise((resolved) => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stopAsked = true;
      resolved();
    });
  }
});
const unlessStopped = () => { if (stopAsked) throw new Error('told to stop before all of it was started'); };

const engine = async (start) => {
  unlessStopped();
  const running = await start();
  stopping.push(running.stop);
  return running;
};

const secret = (name) => {
  const file = join(directory, name);
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return file;
};

/** Apart from the terminal's group: Ctrl-C is for this process, which stops the services before their engines. */
const run = (module, environment) => {
  const main = fileURLToPath(new URL(`../dist/apps/${module}.js`, import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], { stdio: 'inherit', detached: true, env: { ...process.env, ...environment } });
  return { child, ended: new Promise((done) => { child.once('exit', done); }) };
};

/** Started, and ready: resolves with where it is. */
const serve = async (name, module, url, environment) => {
  const { child, ended } = run(module, environment);
  stopping.push(async () => { child.kill('SIGTERM'); await ended; });
  let code;
  void ended.then((left) => { code = left ?? 1; });
  for (const deadline = Date.now() + PATIENCE_MILLIS; !(await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false)); await pause(100)) {
    unlessStopped();
    if (code !== undefined || Date.now() > deadline) throw new Error(`${name} did not start`);
  }
  console.log(`${name} ${url}`);
};

const start = async () => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const events = EVENTSTOREDB_URL ?? (await engine(() => startEventStoreStandIn({ directory: join(directory, 'event-store') }))).url;
  const mongo = MONGODB_URL ?? (await engine(() => startMongo({ directory: join(directory, 'mongodb') }))).url;
  const brokers = KAFKA_BROKERS ?? (await engine(() => startKafka({ directory: join(directory, 'kafka'), ports: KAFKA_PORTS }))).brokers.join();
  await createTopics({ brokers: brokers.split(','), prefix: NAME_PREFIX });
  const ports = await Promise.all(SERVICES.map(() => freePort()));
  const [identity, accessDelegation, audit] = ports.map((port) => `http://127.0.0.1:${String(port)}`);
  const shared = {
    HOST: '127.0.0.1', DRAIN_SECONDS: '0', PUBLIC_URL: publicUrl, LOG_LEVEL, NAME_PREFIX, EVENTSTOREDB_URL: events, MONGODB_URL: mongo, PERSON_KEYS_MONGODB_URL: mongo, KAFKA_BROKERS: brokers,
    TOKEN_ISSUER: publicUrl, TOKEN_JWKS_URL: `${identity}/identity/v1/jwks.json`,
    INSTALLATION_KEY_FILE: secret('installation-key'), MASTER_KEY_FILE: secret('master-key'),
  };
  for (const [index, [name, module]] of SERVICES.entries()) {
    await serve(name, module, [identity, accessDelegation, audit][index], { ...shared, PORT: String(ports[index]), METRICS_PORT: String(await freePort()) });
  }
  const addresses = { IDENTITY_URL: identity, ACCESS_DELEGATION_URL: accessDelegation, AUDIT_URL: audit };
  if (await run('standalone/src/demonstration.main', { ...shared, ...addresses }).ended !== 0) throw new Error('the demonstration could not be put in');
  await serve('all of them', 'standalone/src/front.main', publicUrl, { HOST: 'localhost', PORT, PUBLIC_URL: publicUrl, ...addresses });
};

try {
  if (!EVENTSTOREDB_URL) console.log('EVENTSTOREDB_URL names no EventStoreDB: a stand-in of our own takes its place, for trying only.');
  await start();
  console.log(`Ready: staff, charter, catalogue and authorities are in, and a simulated sign-in. ${publicUrl} says what to try;`);
  console.log(`BASE_URL=${publicUrl} npm run demo tells the whole story here. Ctrl-C stops.`);
  await toldToStop;
} catch (error) {
  process.exitCode = 1;
  console.error(error);
} finally {
  await stopAll();
}
