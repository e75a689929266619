import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { describeJudgement, type Evidence } from './judgement.js';
import { LoadedInstallation, OUTAGE_MILLIS } from './loaded-installation.js';
import type { ServiceProcess } from './service-process.js';

jest.setTimeout(600_000);

const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

type Fault = readonly [what: string, happens: (loaded: LoadedInstallation) => Promise<void>];

const killedAndBack = async (process: ServiceProcess): Promise<void> => {
  await process.end('SIGKILL');
  await process.start();
};

const FAULTS: readonly Fault[] = [
  ['connections to the event store are cut again and again', async ({ parts: { events }, client }) => {
    for (let cut = 0; cut < 10; cut += 1) {
      events.cut();
      await client.acknowledges(10);
    }
  }],
  ['the event store is killed, and away for a while', async ({ parts: { events } }) => {
    await events.kill();
    await pause(OUTAGE_MILLIS);
    await events.back();
  }],
  ['the document server is killed, and away for a while', async (loaded) => {
    await loaded.documentsAway(() => pause(OUTAGE_MILLIS));
  }],
  ['the broker is killed, and an instance of each service started before it is back', async (loaded) => {
    const { access: [one], audit: [other] } = loaded.parts;
    await loaded.brokerAway(async () => {
      for (const process of [one, other]) {
        await process.end('SIGKILL');
        process.begin();
      }
      await pause(OUTAGE_MILLIS);
      await loaded.client.acknowledges(20);
    });
  }],
  ['the instance that publishes is out of breath for so long that the other one does', (loaded) => loaded.outOfBreath('access', 'publisher')],
  ['the instance that keeps the ledger is out of breath for so long that the other one does', (loaded) => loaded.outOfBreath('audit', 'ledger')],
  ['an instance is killed', async ({ parts: { access: [one] } }) => killedAndBack(one)],
];

describe(`an installation on which people change access (SEED=${String(SEED)})`, () => {
  let loaded: LoadedInstallation;
  beforeAll(async () => { loaded = await LoadedInstallation.begun(SEED); });
  afterAll(() => loaded.dropped());

  describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))('in round %i', () => {
    it.each(FAULTS)('gets on by itself, and nobody is told yes too late, when %s', async (_, happens) => {
      await loaded.whileChanging(async () => {
        await loaded.client.acknowledges(20);
        await happens(loaded);
        await loaded.recovered();
      });
      expect([loaded.stale, await loaded.parked()]).toEqual([[], []]);
    });
  });

  describe('at rest', () => {
    let evidence: Evidence;
    beforeAll(async () => { evidence = await loaded.atRest(); });
    describeJudgement(() => evidence);
  });
});
