import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { several } from '#event-store/testing';
import { Public } from '#http';
import { TokenIssuer } from '#http/testing';
import { ScriptedClock } from '#kernel';
import { eventually } from '#messaging/testing';
import { DataDirectoryInUse } from '#persistence/sqlite';
import { WrongMasterKey } from '#personal-data';
import { Embedded } from '../src/embedded.js';
import { following } from '../src/following.js';
import { startService, type RunningService, type Service } from '../src/service.js';
import type { Work } from '../src/work.js';

const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');
const said: string[] = [];
const logger = pino({ level: 'warn' }, { write: (line: string) => { said.push((JSON.parse(line) as { readonly msg: string }).msg); } });
const secrets = { installationKey: Buffer.alloc(32, 1), masterKey: Buffer.alloc(32, 2) };

@Controller('things')
class ThingsController {
  @Get()
  @Public()
  all(): readonly string[] {
    return ['thing'];
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

let directory: string;
let installation: Embedded;
let running: RunningService | undefined;
let handled: number[];
let stopped: string[];
let broken: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hosting-'));
  installation = embedded();
  said.length = 0;
  [running, handled, stopped, broken] = [undefined, [], [], 'none'];
});
afterEach(async () => {
  await running?.close();
  await installation.close();
  rmSync(directory, { recursive: true });
});

const embedded = (): Embedded => new Embedded({ directory, clock, logger, secrets, publicUrl: 'http://localhost:3000' });
const noted = (name: string, work: Work): Work => ({ ...work, async stop() {
  stopped.push(name);
  await work.stop();
} });

const things: Service = {
  name: 'things', api: { title: 'Things', description: 'For specs', version: '1' },
  titles: { fr: {}, nl: {}, de: {} },
  module: () => ({ module: ThingsModule }),
  work: (_, { store, documents }) => ['view', 'processes'].map((name) => ({ ...noted(name, following({ name, store, documents, logger, handle: async (events) => {
    if (broken === name) throw new Error('broken');
    handled.push(...events.map(({ version }) => version));
  } })), answersRestOnIt: name === 'view' })),
};

const start = async (service = things, port = 0) => {
  const { issuer, keys } = await TokenIssuer.create('things', clock);
  const infrastructure = installation.for('things');
  return { infrastructure, listening: startService(service, infrastructure, { host: '127.0.0.1', port, tokens: { issuer, keys } }) };
};
const ready = async (service: RunningService): Promise<number> => (await fetch(`${service.url}/health/ready`)).status;

describe('a service', () => {
  it('answers, does its work, says when it has caught up, and closes', async () => {
    const { infrastructure: { store }, listening } = await start();
    running = await listening;
    expect([await (await fetch(`${running.url}/things`)).json(), await ready(running)]).toEqual([['thing'], 200]);
    await store.append('thing-1', several(2), 0);
    await running.caughtUp();
    expect(handled.toSorted()).toEqual([1, 1, 2, 2]);
    const { url } = running;
    await running.close();
    running = undefined;
    expect(stopped).toEqual(['processes', 'view']);
    await expect(fetch(url)).rejects.toThrow();
    await store.append('thing-1', several(1), 2);
    expect(handled).toHaveLength(4);
  });

  it('without any work is ready as well', async () => {
    running = await (await start({ ...things, work: () => [] })).listening;
    expect(await ready(running)).toBe(200);
  });

  it('is not ready while what answers rest on does not get on, and is again when it does', async () => {
    const { infrastructure: { store }, listening } = await start();
    const service = running = await listening;
    broken = 'view';
    await store.append('thing-1', several(1), 0);
    await eventually(async () => (await ready(service)) === 503);
    broken = 'none';
    await service.caughtUp();
    expect(await ready(service)).toBe(200);
  });

  it('is ready while other work does not get on, which the log tells, and when it is over', async () => {
    const { infrastructure: { store }, listening } = await start();
    const service = running = await listening;
    broken = 'processes';
    await store.append('thing-1', several(1), 0);
    await eventually(async () => (await ready(service)) === 200 && said.includes('work does not get on'));
    broken = 'none';
    await service.caughtUp();
    expect(await ready(service)).toBe(200);
    expect(said.filter((line) => line.startsWith('work'))).toEqual(['work does not get on', 'work gets on again']);
  });

  it('that is about to leave is not ready, and answers all the same, each connection once more', async () => {
    running = await (await start()).listening;
    running.leave();
    expect(await ready(running)).toBe(503);
    const answer = await fetch(`${running.url}/things`);
    expect([await answer.json(), answer.headers.get('connection')]).toEqual([['thing'], 'close']);
  });

  it('goes on after a restart where it ended', async () => {
    const { infrastructure: { store }, listening } = await start();
    running = await listening;
    await store.append('thing-1', several(2), 0);
    await running.caughtUp();
    await running.close();
    await installation.close();
    installation = embedded();
    handled = [];
    const again = await start();
    running = await again.listening;
    await again.infrastructure.store.append('thing-1', several(1), 2);
    await running.caughtUp();
    expect(handled).toEqual([3, 3]);
  });

  it('that cannot listen leaves no work behind', async () => {
    const squatter = createServer();
    const port = await new Promise<number>((resolve) => {
      squatter.listen(0, '127.0.0.1', () => { resolve((squatter.address() as { readonly port: number }).port); });
    });
    await expect((await start(things, port)).listening).rejects.toThrow('EADDRINUSE');
    expect(stopped).toEqual(['processes', 'view']);
    await new Promise((resolve) => { squatter.close(resolve); });
  });
});

describe('a data directory', () => {
  it('is refused to a second installation while the first runs, and only then', async () => {
    expect(embedded).toThrow(DataDirectoryInUse);
    expect(embedded).toThrow(DataDirectoryInUse);
    await installation.close();
    installation = embedded();
  });

  it('opened with a wrong master key is not held', async () => {
    await installation.close();
    const wrong = () => new Embedded({ directory, clock, logger, secrets: { ...secrets, masterKey: Buffer.alloc(32, 3) }, publicUrl: 'http://localhost:3000' });
    expect(wrong).toThrow(WrongMasterKey);
    expect(wrong).toThrow(WrongMasterKey);
    installation = embedded();
  });

  it('is readable by its owner only, with every file in it', () => {
    installation.for('things');
    const modes = ['', 'topics.sqlite', 'person-keys.sqlite', 'things.events.sqlite', 'things.documents.sqlite'].map((file) => statSync(join(directory, file)).mode & 0o77);
    expect(modes).toEqual([0, 0, 0, 0, 0]);
  });
});
