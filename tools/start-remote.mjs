/**
 * The demonstration with each service in a process of its own on remote engines, until Ctrl-C: node tools/start-remote.mjs [directory],
 * after `npm run build`. EVENTSTOREDB_URL must name an EventStoreDB or KurrentDB: no package registry has one. MongoDB and Kafka are
 * those that MONGODB_URL and KAFKA_BROKERS name, else servers of its own in the directory, which also holds the secrets.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTopics } from '#messaging/kafka';
import { startKafka } from './engines/kafka.mjs';
import { startMongo } from './engines/mongodb.mjs';

const PATIENCE_MILLIS = 60_000;
const KAFKA_PORTS = [19_092, 19_093, 19_094];
const SERVICES = [['identity', 'standalone/src/issuer.main', 3001], ['access-delegation', 'access-delegation/src/main', 3002], ['audit', 'audit/src/main', 3003]];
const directory = resolve(process.argv[2] ?? 'data/remote');
const { EVENTSTOREDB_URL, MONGODB_URL, KAFKA_BROKERS, NAME_PREFIX = '' } = process.env;

const stopping = [];
const stopAll = async () => { for (let stop = stopping.pop(); stop; stop = stopping.pop()) await stop(); };
const urlOf = (port) => `http://localhost:${String(port)}`;
const said = new Promise((heard) => { for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { heard(); }); });

const engine = async (start) => {
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

const ready = async (name, port, ended) => {
  let code;
  void ended.then((left) => { code = left ?? 1; });
  for (const deadline = Date.now() + PATIENCE_MILLIS; !(await fetch(`${urlOf(port)}/health/ready`).then(({ ok }) => ok, () => false)); await pause(100)) {
    if (code !== undefined || Date.now() > deadline) throw new Error(`${name} did not start`);
  }
};

const start = async () => {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const mongo = MONGODB_URL ?? (await engine(() => startMongo({ directory: join(directory, 'mongodb') }))).url;
  const brokers = KAFKA_BROKERS ?? (await engine(() => startKafka({ directory: join(directory, 'kafka'), ports: KAFKA_PORTS }))).brokers.join();
  await createTopics({ brokers: brokers.split(','), prefix: NAME_PREFIX });
  const shared = {
    HOST: 'localhost', PUBLIC_URL: urlOf(3002), LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', MONGODB_URL: mongo, PERSON_KEYS_MONGODB_URL: mongo, KAFKA_BROKERS: brokers,
    TOKEN_ISSUER: urlOf(3001), TOKEN_JWKS_URL: `${urlOf(3001)}/identity/v1/jwks.json`,
    INSTALLATION_KEY_FILE: secret('installation-key'), MASTER_KEY_FILE: secret('master-key'),
  };
  for (const [name, module, port] of SERVICES) {
    const { child, ended } = run(module, { ...shared, PORT: String(port), METRICS_PORT: String(port + 6000) });
    stopping.push(async () => { child.kill('SIGTERM'); await ended; });
    await ready(name, port, ended);
    console.log(`${name} ${urlOf(port)}`);
  }
  if (await run('standalone/src/demonstration.main', { ...shared, IDENTITY_URL: urlOf(3001), ACCESS_DELEGATION_URL: urlOf(3002) }).ended !== 0) throw new Error('the demonstration could not be put in');
};

if (EVENTSTOREDB_URL) {
  try {
    await start();
    console.log('Ready: the demonstration is in. Ctrl-C stops.');
    await said;
  } catch (error) {
    process.exitCode = 1;
    console.error(error);
  } finally {
    await stopAll();
  }
} else {
  console.error('EVENTSTOREDB_URL names no EventStoreDB. None can be had from a package registry: run one (docker-compose.yml says which image) and name it.');
  process.exitCode = 1;
}
