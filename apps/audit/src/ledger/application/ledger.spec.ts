import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LARGEST } from '#contracts';
import { EventTooLarge, WrongExpectedVersion, type NewEvent } from '#kernel';
import { eventually } from '#messaging/testing';
import { Documents, type Collection, type CollectionDefinition, type Document } from '#persistence';
import { wholeStory } from '../../trails/testing/a-story.js';
import { LEDGER, ledgerEntry, messageIn } from '../domain/ledger-entry.js';
import { openAudit, type OpenedAudit } from '../testing/opened-audit.js';

const facts = wholeStory();
let place: string;
let audit: OpenedAudit;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'audit-'));
  audit = openAudit(place);
});
afterEach(async () => {
  await audit.close();
  await rm(place, { recursive: true });
});

/** Documents that lose every write while the power is off. */
class Powerless extends Documents {
  constructor(private readonly documents: Documents) {
    super();
  }

  collection<Doc extends Document>(definition: CollectionDefinition<Doc>): Collection<Doc> {
    return this.documents.collection(definition);
  }

  async commit(): Promise<void> {
    return Promise.reject(new Error('power cut'));
  }

  clear(collection: string): Promise<void> {
    return this.documents.clear(collection);
  }

  close(): Promise<void> {
    return this.documents.close();
  }
}

const received = async (): Promise<readonly string[]> => (await audit.entries()).map(({ data }) => messageIn(data).headers['ce_id'] ?? '').sort();
const ids = (some = facts): readonly string[] => some.map(({ id }) => id).sort();

const run = async (saveEvery = 10): Promise<void> => {
  const ledger = audit.ledger({ saveEvery });
  await ledger.start();
  await ledger.caughtUp();
  await ledger.stop();
};

const reopen = async (): Promise<void> => {
  await audit.close();
  audit = openAudit(place);
};

describe('the ledger', () => {
  it('keeps every message of every topic as it was received, whatever it is', async () => {
    await audit.publish(facts);
    const odd = { topic: 'identity.persons', key: 'k', headers: { 'content-type': 'text/plain' }, value: 'no JSON \u0000 "' };
    await audit.log.publish([odd]);
    await run();
    const entries = await audit.entries();
    expect(entries).toHaveLength(facts.length + 1);
    expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1));
    const kept = entries.map(({ data }) => messageIn(data));
    expect(kept).toContainEqual({ ...odd, partition: expect.any(Number), offset: expect.any(Number) });
    for (const { topic, partition, offset, ...message } of kept) {
      expect(await audit.log.read(topic, partition, offset, 1)).toEqual([{ topic, partition, offset, ...message }]);
    }
  });

  it('is not stopped by what as text would be larger than an entry may be, however much of it comes at once', async () => {
    const large = Array.from({ length: 6 }, (_, n) => ({ topic: 'identity.persons', key: 'k', headers: {}, value: (n % 2 === 0 ? '\u0001' : '"').repeat(1_048_576) }));
    await audit.log.publish(large);
    await audit.publish(facts.slice(0, 1));
    const most = LARGEST.ledgerEntry;
    const strict = Object.assign(Object.create(audit.store) as typeof audit.store, {
      append: async (stream: string, events: readonly NewEvent[], expected: number) => {
        const bytes = Buffer.byteLength(JSON.stringify(events));
        if (bytes > most) throw new EventTooLarge(stream, bytes, most);
        return audit.store.append(stream, events, expected);
      },
    });
    const failures: unknown[] = [];
    const ledger = audit.ledger({ store: strict, onFailure: (error) => failures.push(error) });
    await ledger.start();
    await eventually(async () => (await audit.entries()).length === 7 || failures.length > 0);
    await ledger.stop();
    expect(failures).toEqual([]);
    const kept = (await audit.entries()).map(({ data }) => messageIn(data)).filter(({ topic }) => topic === 'identity.persons');
    expect(kept.map(({ value }) => value)).toEqual(large.map(({ value }) => value));
  });

  it('goes on after a restart, from what was saved and from the tail after it', async () => {
    await audit.publish(facts.slice(0, 25));
    await run(10);
    await reopen();
    await audit.publish(facts.slice(25));
    await run(1_000);
    await reopen();
    await run();
    expect(await received()).toEqual(ids());
  });

  it('loses nothing and doubles nothing when power is cut between an append and the saving of its offsets', async () => {
    await audit.publish(facts.slice(0, 30));
    await audit.close();
    audit = openAudit(place, (documents) => new Powerless(documents));
    const ledger = audit.ledger({ saveEvery: 1 });
    await ledger.start();
    await eventually(() => ledger.problem() === 'ledger: power cut');
    await expect(ledger.stop()).rejects.toThrow('power cut');
    expect((await received()).length).toBeGreaterThan(0);
    await reopen();
    await audit.publish(facts.slice(30));
    await run();
    expect(await received()).toEqual(ids());
  });

  it('takes up again by itself when saving fails for a while', async () => {
    await audit.publish(facts);
    await audit.close();
    audit = openAudit(place, (documents) => new Powerless(documents));
    const ledger = audit.ledger({ saveEvery: 1 });
    await ledger.start();
    await ledger.caughtUp();
    expect(await received()).toEqual(ids());
    await expect(ledger.stop()).rejects.toThrow('power cut');
  });

  it('goes on by itself after what another owner appended meanwhile', async () => {
    const failures: unknown[] = [];
    const overtaken = audit.ledger({ onFailure: (error) => failures.push(error) });
    await overtaken.start();
    await overtaken.caughtUp();
    const theirs = { topic: 'elsewhere', partition: 0, offset: 0, key: 'k', headers: { ce_id: 'theirs' }, value: '{}' };
    await audit.store.append(LEDGER, [ledgerEntry(theirs, audit.deriveId)], 0);
    await audit.publish(facts);
    await overtaken.caughtUp();
    expect([await received(), overtaken.problem()]).toEqual([[...ids(), 'theirs'].sort(), undefined]);
    expect(failures).toEqual([expect.any(WrongExpectedVersion)]);
    await overtaken.stop();
  });

  it('knows a message by its place: the same one never stands there twice', async () => {
    const message = { topic: 'identity.persons', partition: 0, offset: 0, key: 'k', headers: {}, value: '{}' };
    const entry = ledgerEntry(message, audit.deriveId);
    expect(ledgerEntry({ ...message, value: '{"other":1}' }, audit.deriveId).metadata.eventId).toBe(entry.metadata.eventId);
    expect(ledgerEntry({ ...message, offset: 1 }, audit.deriveId).metadata.eventId).not.toBe(entry.metadata.eventId);
    await audit.store.append(LEDGER, [entry], 0);
    await expect(audit.store.append(LEDGER, [entry], 1)).rejects.toThrow('belongs to another event');
  });
});
