import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonConfirmed } from '#contracts';
import { jsonLogger } from '#http';
import { toMessage } from '#messaging';
import { SqliteFactLog } from '#messaging/sqlite';
import { API, ARegion } from './a-region.js';

describe('a fact about a person that cannot be taken', () => {
  const personId = randomUUID();
  const at = new Date(0).toISOString();
  const logged: string[] = [];
  let region: ARegion;
  const list = async () => (await region.service.send(region.people.administrator, 'GET', `${API}/parked-keys`)).body as unknown;
  const replay = () => region.service.send(region.people.administrator, 'POST', `${API}/parked-keys/${personId}/replay`);

  /** As identity would write it. */
  const published = (sequence: number): Promise<void> => region.service.whileStopped(async (directory) => {
    const log = SqliteFactLog.open(join(directory, 'topics.sqlite'));
    await log.publish([toMessage({
      id: randomUUID(), source: `/identity/person-${personId}`, type: PersonConfirmed.type, subject: personId, time: at, sequence, key: personId,
      data: { personId, identityProof: 'fas', subjects: [] }, recorded: { actor: { kind: 'operator', id: 'identity', assurance: 'none', capacity: 'OPERATOR' }, causationId: randomUUID() },
    }, 'http://localhost:3000')]);
    await log.close();
  }).then(() => region.service.settled());

  beforeAll(async () => { region = await ARegion.start(undefined, jsonLogger('access-delegation', 'info', { write: (line) => { logged.push(line); } })); });
  afterAll(() => region.stop());

  it('is told to administrators, waits while nothing is mended, and is taken by a replay once it is', async () => {
    expect(await list()).toEqual([]);
    await published(2);
    const gap = { topic: 'identity.persons', key: personId, code: 'gap', kept: 1 };
    expect(await list()).toEqual([expect.objectContaining(gap)]);
    expect(logged.filter((line) => line.includes('a key is parked') && line.includes(personId) && line.includes('"gap"'))).toHaveLength(1);
    expect(await replay()).toMatchObject({ status: 201, body: { applied: 0, left: 1 } });
    await published(1);
    expect(await list()).toEqual([expect.objectContaining({ ...gap, kept: 2 })]);
    expect(await replay()).toMatchObject({ status: 201, body: { applied: 2, left: 0 } });
    expect(await list()).toEqual([]);
    expect(await replay()).toMatchObject({ status: 201, body: { applied: 0, left: 0 } });
  });
});
