import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { SqliteEventStore } from '#event-store/sqlite';
import { SystemClock, type StoredEvent } from '#kernel';
import type { Message } from '#messaging';
import { SqliteFactLog } from '#messaging/sqlite';
import { AccessChanger, chance } from './access-changer.js';
import { Client } from './client.js';
import { publishedIn, recordedIn } from './evidence.js';
import { describeJudgement, type Evidence } from './judgement.js';
import { Killable } from './killable.js';
import { begun, SPACES, type PrivateSpace } from './private-space.js';
import { checksOf, trailOf } from './questions.js';

const CRASHES = Number(process.env['CRASHES'] ?? 5);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const CALLERS = 16;

describe(`a service killed ${String(CRASHES)} times while sixteen people change access (SEED=${String(SEED)})`, () => {
  const pick = chance(SEED);
  let directory = '';
  let standalone: Killable;
  let evidence: Evidence;

  const crashes = async (client: Client): Promise<void> => {
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await client.acknowledges(1 + pick(150));
      await standalone.kill();
    }
  };
  const historyOf = async (service: string): Promise<readonly StoredEvent[]> => {
    const store = SqliteEventStore.open(join(directory, `${service}.events.sqlite`), new SystemClock());
    return recordedIn(store).finally(() => store.close());
  };
  const published = async (): Promise<readonly Message[]> => {
    const log = SqliteFactLog.open(join(directory, 'topics.sqlite'));
    return publishedIn(log).finally(() => log.close());
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'crashes-'));
    standalone = new Killable(directory);
    const client = new Client(standalone);
    await standalone.start();
    const spaces: PrivateSpace[] = [];
    for (const wanted of SPACES) spaces.push(await begun(client, wanted));

    let crashing = true;
    const changers = spaces.flatMap((space) => space.members.map((member) => new AccessChanger(client, space, member, pick))).slice(0, CALLERS);
    const working = changers.map((changer) => changer.work(() => crashing));
    await Promise.race([crashes(client), Promise.all(working)]);
    crashing = false;
    await Promise.all(working);

    await standalone.caughtUp();
    const told = {
      acknowledged: client.acknowledged,
      repeated: await Promise.all(client.acknowledged.map(async (command) => ({ command, again: await client.post(command) }))),
      checks: (await Promise.all(spaces.map((space) => checksOf(client, space)))).flat(),
      trails: new Map(await Promise.all(spaces.map(async (space) => [space.authorityId, await trailOf(client, space)] as const))),
    };
    await standalone.stop();
    evidence = { ...told, history: await historyOf('access-delegation'), ledger: await historyOf('audit'), messages: await published() };
  }, (CRASHES + 10) * 10_000);
  afterAll(async () => {
    standalone.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  describeJudgement(() => evidence);
});
