import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '#messaging/testing';
import { PEOPLE } from '../src/issuer/people.js';
import { SecuredEngines } from './secured-engines.js';
import type { ServiceProcess } from './service-process.js';

jest.setTimeout(60_000);
const A_WHILE = 30_000;
const GUESS = { password: 'guess' };

describe('a service on engines over TLS, each for its users alone', () => {
  let engines: SecuredEngines;
  let service: ServiceProcess | undefined;
  beforeAll(async () => { engines = await SecuredEngines.started(); });
  afterEach(async () => { await service?.end('SIGKILL'); });
  afterAll(() => engines.stop());

  it('starts with the variables of docs/operations.md, publishes, and stops when it is told to', async () => {
    service = await engines.service();
    await service.start();
    await eventually(async () => (await engines.published()) === PEOPLE.length, A_WHILE);
    expect(await service.end('SIGTERM')).toBe(0);
  });

  it.each([
    ['password of MongoDB', 'MONGODB_URL: authentication failed', () => ({ MONGODB_URL: engines.mongoUrl('identity', GUESS) })],
    ['password of person keys', 'PERSON_KEYS_MONGODB_URL: authentication failed', () => ({ PERSON_KEYS_MONGODB_URL: engines.mongoUrl('person-keys', GUESS) })],
    ['authority of MongoDB', 'MONGODB_URL: unable to verify', () => ({ MONGODB_URL: engines.mongoUrl('identity', { authority: engines.anotherAuthority }) })],
    ['password of EventStoreDB', 'UNAUTHENTICATED: Unauthenticated', () => ({ EVENTSTOREDB_URL: engines.eventStoreUrl(GUESS) })],
    ['authority of EventStoreDB', 'unable to verify the first certificate', () => ({ EVENTSTOREDB_URL: engines.eventStoreUrl({ authority: engines.anotherAuthority }) })],
  ])('does not start with a wrong %s, and says why in a line', async (_, why, otherwise) => {
    service = await engines.service(otherwise());
    await expect(service.start()).rejects.toThrow('the service could not start');
    const lines = service.said.trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 60, reason: expect.stringContaining(why) });
    expect(service.said).not.toContain(GUESS.password);
    expect(await service.end('SIGKILL')).toBe(1);
  });

  it.each([
    ['password of Kafka', 'SASL', async () => ({ KAFKA_PASSWORD_FILE: await engines.file('guess', GUESS.password) })],
    ['authority of Kafka', 'certificate', () => ({ KAFKA_CA_FILE: engines.anotherAuthority })],
  ])('answers, and publishes nothing, with a wrong %s: it says why, tries again, and stops when it is told to', async (_, why, otherwise) => {
    const running = service = await engines.service(await otherwise());
    await running.start();
    const problems = async (): Promise<number> => [...await running.gauge('guichet_work_problem')].reduce((sum, [, problem]) => sum + problem, 0);
    await eventually(async () => (await problems()) === 1, A_WHILE);
    await running.ready();
    await eventually(() => running.said.split('\n').some((line) => line.includes('"work does not get on"') && line.includes(why)), A_WHILE);
    expect(running.said).not.toContain(GUESS.password);
    expect(await running.end('SIGTERM')).toBe(0);
  });
});
