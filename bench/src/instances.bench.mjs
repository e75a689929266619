import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startEventStoreStandIn } from '../../tools/engines/event-store-stand-in.mjs';
import { startKafka } from '../../tools/engines/kafka.mjs';
import { startMongo } from '../../tools/engines/mongodb.mjs';
import { freePort } from '../../tools/engines/places.mjs';
import { PEOPLE } from '../../dist/apps/standalone/src/issuer/people.js';
import { ConsistencyTokens } from '../../dist/libs/contracts/src/index.js';
import { createTopics } from '../../dist/libs/messaging/src/kafka.js';
import { interleaved, printFigures } from './rounds.mjs';
import { Side } from './side.mjs';

const INSTANCES = [1, 2, 4];
const ACTIONS = ['read', 'edit', 'validate', 'submit'];
const OFFICER = 'claire';

/** access-delegation several times, and whom it needs, each a process of its own on remote engines. */
class Installation {
  stopping = [];

  async start(directory) {
    const engine = async (running) => { this.stopping.push(running.stop); return running; };
    const [store, mongo, kafka] = await Promise.all([
      startEventStoreStandIn({ directory: `${directory}events` }), startMongo({ directory: `${directory}mongodb` }), startKafka({ directory: `${directory}kafka` }),
    ]);
    for (const one of [store, mongo, kafka]) await engine(one);
    await createTopics({ brokers: kafka.brokers });
    const secret = (name) => { writeFileSync(`${directory}${name}`, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 }); return `${directory}${name}`; };
    const installationKey = secret('installation-key');
    this.tokens = new ConsistencyTokens(Buffer.from(readFileSync(installationKey, 'utf8'), 'base64'));
    const port = await freePort();
    this.identity = `http://127.0.0.1:${port}`;
    this.environment = {
      HOST: '127.0.0.1', PUBLIC_URL: 'http://localhost:3000', LOG_LEVEL: 'error', EVENTSTOREDB_URL: store.url, MONGODB_URL: mongo.url, PERSON_KEYS_MONGODB_URL: mongo.url,
      KAFKA_BROKERS: kafka.brokers.join(), TOKEN_ISSUER: 'http://localhost:3000', TOKEN_JWKS_URL: `${this.identity}/identity/v1/jwks.json`,
      INSTALLATION_KEY_FILE: installationKey, MASTER_KEY_FILE: secret('master-key'),
    };
    await this.serve('standalone/src/issuer.main', port);
  }

  run(module, environment) {
    const main = fileURLToPath(new URL(`../../dist/apps/${module}.js`, import.meta.url));
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], { stdio: 'inherit', env: { ...process.env, ...this.environment, ...environment } });
  }

  async serve(module, port) {
    const child = this.run(module, { PORT: String(port), METRICS_PORT: String(await freePort()) });
    const ended = once(child, 'exit');
    this.stopping.push(async () => { child.kill('SIGTERM'); await ended; });
    while (!(await fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false))) {
      if (child.exitCode !== null) throw new Error(`${module} ended`);
      await pause(100);
    }
    return port;
  }

  async demonstrated(port) {
    const child = this.run('standalone/src/demonstration.main', { IDENTITY_URL: this.identity, ACCESS_DELEGATION_URL: `http://127.0.0.1:${port}` });
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  }

  async bearer() {
    const answer = await fetch(`${this.identity}/identity/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: OFFICER }) });
    return `Bearer ${(await answer.json()).accessToken}`;
  }

  async stop() {
    for (let stop = this.stopping.pop(); stop; stop = this.stopping.pop()) await stop();
  }
}

/** Every person of the demonstration in every authority, asked by an officer; with what he has seen, or with the newest there is. */
const questionsFor = async (port, authorization, tokens) => {
  const get = async (path) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization } });
    return answer.json();
  };
  const { items } = await get('/access-delegation/v1/authorities?limit=100');
  const { categories } = await get('/access-delegation/v1/catalogue');
  assert.ok(items.length > 10 && categories.length > 3);
  const asked = items.flatMap(({ authorityId }) => PEOPLE.flatMap(({ id }) => categories.slice(0, 4).flatMap(({ code }) => ACTIONS.map((name) =>
    ({ subject: { type: 'person', id }, action: { name }, resource: { type: 'category', id: `${authorityId}/${code}` } })))));
  const seenIn = ({ resource: { id } }) => tokens.seal([{ stream: `authority-${id.split('/')[0]}`, version: 1 }]);
  const written = (bodies) => bodies.map((body) => JSON.stringify({ path: '/access/v1/evaluation', authorization, body })).join('\n');
  return { 'with what the caller has seen': written(asked.map((body) => ({ ...body, context: { consistencyToken: seenIn(body) } }))), 'without': written(asked) };
};

export const run = async ({ directory, rounds, seconds, callers }) => {
  mkdirSync(directory, { recursive: true });
  const installation = new Installation();
  try {
    await installation.start(directory);
    const ports = [await installation.serve('access-delegation/src/main', await freePort())];
    await installation.demonstrated(ports[0]);
    while (ports.length < Math.max(...INSTANCES)) ports.push(await installation.serve('access-delegation/src/main', await freePort()));
    for (const [how, requests] of Object.entries(await questionsFor(ports[0], await installation.bearer(), installation.tokens))) {
      writeFileSync(`${directory}requests.jsonl`, requests);
      const tool = new Side('load.side.mjs', [`${directory}requests.jsonl`]);
      const { requests: count } = await tool.ask();
      const answers = [];
      for (const port of ports) answers.push((await tool.ask({ port, callers, from: 0, count, keep: true })).kept);
      for (const other of answers) assert.deepEqual(other, answers[0]);
      const loaded = async (port) => {
        const result = await tool.ask({ port, callers, from: 0, seconds, again: true });
        assert.deepEqual(Object.keys(result.statuses), ['200']);
        return result.perSecond;
      };
      const sides = Object.fromEntries(INSTANCES.map((number) => [`${number} of ${Math.max(...INSTANCES)} instances`, () => loaded(ports.slice(0, number))]));
      printFigures(`checks per second, ${callers} callers, ${how}: ${count} questions answered alike by all`, await interleaved(rounds, sides));
      await tool.stop();
    }
  } finally {
    await installation.stop();
  }
};
