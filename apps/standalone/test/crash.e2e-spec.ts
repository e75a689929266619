import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Oracle } from '#access-index/testing';
import { contractOf, topicsOf, type Action } from '#contracts';
import { instant, type StoredEvent } from '#kernel';
import { toFact, type Message } from '#messaging';
import { AccessChanger, CATEGORIES, chance } from './access-changer.js';
import { Client, receiptIn, type Answered } from './client.js';
import { grouped, historyOf, publishedIn } from './evidence.js';
import { Killable } from './killable.js';
import { begun, SPACES, type PrivateSpace } from './private-space.js';

const CRASHES = Number(process.env['CRASHES'] ?? 5);
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const CALLERS = 16;
const ACTIONS: readonly Action[] = ['read', 'edit'];
const MINUTE = 60_000;

type Checked = { readonly personId: string; readonly action: Action; readonly authorityId: string; readonly category: string };

describe(`a service killed ${String(CRASHES)} times while sixteen people change access (SEED=${String(SEED)})`, () => {
  const pick = chance(SEED);
  let directory = '';
  let standalone: Killable;
  let client: Client;
  let repeated: readonly Answered[] = [];
  let checks: readonly (Checked & { readonly at: string; readonly decision: unknown })[] = [];
  let trails: ReadonlyMap<string, readonly string[]>;
  let history: readonly StoredEvent[] = [];
  let ledger: readonly StoredEvent[] = [];
  let messages: readonly Message[] = [];

  const crashes = async (): Promise<void> => {
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await client.acknowledges(1 + pick(150));
      await standalone.kill();
    }
  };
  const answersOf = async ({ authorityId, manager, members }: PrivateSpace) => {
    const asked = members.flatMap(({ person }) => ACTIONS.flatMap((action) => CATEGORIES.map((category) => ({ personId: person.id, action, authorityId, category }))));
    const at = instant(Date.now() + MINUTE);
    const evaluations = asked.map(({ personId, action, category }) => ({
      subject: { type: 'person', id: personId }, action: { name: action }, resource: { type: 'category', id: `${authorityId}/${category}` },
    }));
    const { body } = await client.post({ by: manager, path: '/access/v1/evaluations', body: { evaluations, context: { asOf: at } }, key: '-' });
    const answers = body['evaluations'] as readonly { readonly decision: boolean }[];
    return asked.map((question, index) => ({ ...question, at, decision: answers[index]?.decision }));
  };
  const trailOf = async ({ authorityId, manager }: PrivateSpace): Promise<readonly string[]> => {
    const told: string[] = [];
    for (let cursor: unknown = ''; typeof cursor === 'string';) {
      const page = await client.get(manager, `/audit/v1/authorities/${authorityId}/trail?order=asc&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      const items = page['items'] as readonly { readonly evidence: { readonly source: string; readonly eventId: string } }[];
      told.push(...items.filter(({ evidence }) => evidence.source.endsWith(`/authority-${authorityId}`)).map(({ evidence }) => evidence.eventId));
      cursor = page['next'];
    }
    return told;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'crashes-'));
    standalone = new Killable(directory);
    client = new Client(standalone);
    await standalone.start();
    const spaces: PrivateSpace[] = [];
    for (const wanted of SPACES) spaces.push(await begun(client, wanted));

    let crashing = true;
    const changers = spaces.flatMap((space) => space.members.map((member) => new AccessChanger(client, space, member, pick))).slice(0, CALLERS);
    const working = changers.map((changer) => changer.work(() => crashing));
    await Promise.race([crashes(), Promise.all(working)]);
    crashing = false;
    await Promise.all(working);

    await standalone.caughtUp();
    repeated = await Promise.all(client.acknowledged.map((command) => client.post(command)));
    checks = (await Promise.all(spaces.map(answersOf))).flat();
    trails = new Map(await Promise.all(spaces.map(async (space) => [space.authorityId, await trailOf(space)] as const)));
    await standalone.stop();
    [history, ledger, messages] = [await historyOf(directory, 'access-delegation'), await historyOf(directory, 'audit'), await publishedIn(directory)];
  }, (CRASHES + 10) * 10_000);
  afterAll(async () => {
    standalone.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  it('keeps every acknowledged command exactly once, where its receipt says', () => {
    const byCommand = grouped(history, ({ stream, metadata }) => `${stream} ${metadata.commandId}`);
    const kept = client.acknowledged.map(({ receipt: { stream }, commandId }) => byCommand.get(`${stream} ${commandId}`)?.map(({ version }) => version));
    expect(kept.map((versions) => versions?.at(-1))).toEqual(client.acknowledged.map(({ receipt }) => receipt.version));
    const lengths = [...byCommand.values()].map((events) => Number(events.at(-1)?.version) - Number(events[0]?.version) + 1 - events.length);
    expect(new Set(lengths)).toEqual(new Set([0]));
    const made = history.filter(({ type }) => type === 'AccessGranted' || type === 'AccessRevoked').map(({ type, data }) => JSON.stringify([type, data['grantId']]));
    expect(new Set(made).size).toBe(made.length);
  });

  it('numbers every stream without a gap', () => {
    for (const events of grouped(history, ({ stream }) => stream).values()) expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  });

  it('answers a repeated command as the first time', () => {
    expect(repeated.map(({ status }) => status)).toEqual(client.acknowledged.map(() => 201));
    expect(repeated.map(receiptIn)).toEqual(client.acknowledged.map(({ receipt }) => receipt));
  });

  it('publishes exactly what it recorded, in order; what it sends twice is the same', () => {
    const ours = messages.filter(({ topic }) => topicsOf('access-delegation').some((contract) => contract.topic === topic));
    const bySource = grouped(ours, ({ headers }) => String(headers['ce_source']));
    const publishable = history.filter(({ stream }) => bySource.has(`/access-delegation/${stream}`) || topicsOf('access-delegation').some(({ family }) => stream.split('-', 1)[0] === family));
    for (const [stream, events] of grouped(publishable, (event) => event.stream)) {
      const sent = bySource.get(`/access-delegation/${stream}`) ?? [];
      const first = new Map<number, Message>();
      for (const message of sent) {
        const sequence = Number(message.headers['ce_sequence']);
        const { headers, value } = first.get(sequence) ?? message;
        expect({ headers: message.headers, value: message.value }).toEqual({ headers, value });
        if (!first.has(sequence)) first.set(sequence, message);
      }
      expect([...first].map(([sequence, { headers }]) => [sequence, headers['ce_id'], contractOf(String(headers['ce_type'])) !== undefined]))
        .toEqual(events.map(({ version, metadata }) => [version, metadata.eventId, true]));
    }
  });

  it('keeps in the ledger every message once, as it was published', () => {
    const place = ({ topic, partition, offset }: Pick<Message, 'topic' | 'partition' | 'offset'>): string => `${topic}/${String(partition)}/${String(offset)}`;
    const received = ledger.filter(({ stream }) => stream === 'ledger').map(({ data }) => data as unknown as Message);
    const byPlace = new Map(received.map((message) => [place(message), message.value]));
    expect(byPlace.size).toBe(received.length);
    expect(byPlace).toEqual(new Map(messages.map((message) => [place(message), message.value])));
  });

  it('tells each authority its history as it was recorded', () => {
    for (const [authorityId, told] of trails) {
      const recorded = history.filter(({ stream }) => stream === `authority-${authorityId}`);
      expect(told).toEqual(recorded.map(({ metadata }) => metadata.eventId));
    }
  });

  it('answers checks as its history says, whatever was killed in between', () => {
    const facts = [...new Map(messages.map((message) => [message.headers['ce_id'], toFact(message)])).values()];
    const oracle = new Oracle(facts);
    expect(checks.map(({ decision }) => decision)).toEqual(checks.map(({ decision: _, ...question }) => oracle.may(question)));
    expect(new Set(checks.map(({ decision }) => decision))).toEqual(new Set([true, false]));
  });
});
