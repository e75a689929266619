import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataDirectoryInUse } from '#persistence/sqlite';
import { jsonLogger } from '#http';
import { eventually } from '#messaging/testing';
import { ScriptedClock } from '#kernel';
import { rebuild } from './rebuild-session.js';
import { startStandalone, type Standalone } from './standalone.js';

describe('rebuilding the histories', () => {
  let root: string;
  let directory: string;
  const start = (): Promise<Standalone> =>
    startStandalone({ directory, clock: new ScriptedClock('2027-03-08T09:00:00.000Z'), logger: jsonLogger('rebuild', 'silent'), publicUrl: 'http://localhost:3000', port: 0 });

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'rebuild-'));
    directory = join(root, 'demonstration');
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const history = async (standalone: Standalone): Promise<unknown> => {
    const { url, operator } = standalone;
    await standalone.caughtUp();
    const signIn = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person: 'elise' }) };
    const { accessToken } = (await (await fetch(`${url}/identity/v1/tokens`, signIn)).json()) as { accessToken: string };
    const authorityId = String(await operator.authorityWithNis('MUNICIPALITY', '99011'));
    const read = (): Promise<Response> => fetch(`${url}/audit/v1/authorities/${authorityId}/trail?limit=200`, { headers: { authorization: `Bearer ${accessToken}` } });
    // Until a heartbeat has come, what audit knows may be old, and it says so.
    await eventually(async () => (await read()).status === 200);
    return (await read()).json();
  };

  it('tells them again with the same result', async () => {
    const standalone = await start();
    const before = await history(standalone).finally(() => standalone.close());
    const progress: number[] = [];
    const { projected, total } = await rebuild('audit', directory, (report) => { progress.push(report.projected); });
    expect(projected).toBe(total);
    expect(total).toBeGreaterThan(50);
    expect(progress.at(-1)).toBe(total);
    const again = await start();
    expect(await history(again).finally(() => again.close())).toEqual(before);
  }, 30_000);

  it('is refused while the service runs, for another service and without a directory', async () => {
    const standalone = await start();
    await expect(rebuild('audit', directory, () => undefined)).rejects.toThrow(DataDirectoryInUse).finally(() => standalone.close());
    await expect(rebuild('access-delegation', directory, () => undefined)).rejects.toThrow('nothing to rebuild');
    await expect(rebuild('audit', join(root, 'nowhere'), () => undefined)).rejects.toThrow('no data directory');
  }, 30_000);
});
