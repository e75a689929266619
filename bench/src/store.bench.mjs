import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '../../dist/libs/event-store/src/sqlite.js';
import { ScriptedClock } from '../../dist/libs/kernel/src/index.js';
import { interleaved, printFigures, printRatio } from './rounds.mjs';

const STREAMS = 261;
const NOW = '2026-11-02T09:00:00.000Z';
const SAMPLE = 6_400;
const COLUMNS = 'stream, version, event_id, type, data, metadata';

/** Events such as a grant leaves behind, spread over the streams of all authorities. */
const events = (count) => Array.from({ length: count }, (_, index) => {
  const id = randomUUID();
  const [authorityId, actorId] = [randomUUID(), randomUUID()];
  return {
    stream: `authority-${index % STREAMS}`, type: 'AccessGranted',
    data: { authorityId, memberId: randomUUID(), grantId: randomUUID(), role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'], includesFuture: false, from: NOW, until: '2028-11-02T09:00:00.000Z', source: 'DIRECT', selfGranted: false },
    metadata: {
      eventId: id, commandId: randomUUID(), bodyHash: id.replaceAll('-', '').repeat(2), correlationId: id, causationId: id,
      actor: { kind: 'person', id: actorId, assurance: 'high', capacity: 'MANAGER', mandateId: randomUUID() },
      decidedOn: [{ stream: 'catalogue', version: 21 }, { stream: 'charter', version: 1 }], schemaVersion: 1, subject: randomUUID(),
    },
  };
});

/** What the store does in a file, and nothing else: its table, its pragmas, a transaction for every 64 rows. */
class BareLoop {
  constructor(file) {
    this.database = new DatabaseSync(file);
    this.database.exec(`
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000;
      CREATE TABLE event (
        position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, event_id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, version)) STRICT`);
    this.insert = this.database.prepare(`INSERT INTO event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`);
    this.begin = this.database.prepare('BEGIN IMMEDIATE');
    this.commit = this.database.prepare('COMMIT');
  }

  append(rows, together, serialised) {
    for (let from = 0; from < rows.length; from += together) {
      this.begin.run();
      for (const row of rows.slice(from, from + together)) {
        const { stream, version, type, metadata } = row;
        if (serialised) this.insert.run(stream, version, metadata.eventId, type, row.dataText, row.metadataText);
        else this.insert.run(stream, version, metadata.eventId, type, JSON.stringify(row.data), JSON.stringify({ ...metadata, recordedAt: NOW }));
      }
      this.commit.run();
    }
  }
}

/** Each caller appends its next event when the one before was answered. */
const appendAll = async (store, rows, callers) => {
  let at = 0;
  await Promise.all(Array.from({ length: callers }, async () => {
    for (let row = rows[at++]; row !== undefined; row = rows[at++]) await store.append(row.stream, [row], row.version - 1);
  }));
};

const numbered = () => {
  const heads = new Map();
  return (rows) => rows.map((row) => {
    const version = (heads.get(row.stream) ?? 0) + 1;
    heads.set(row.stream, version);
    return { ...row, version, dataText: JSON.stringify(row.data), metadataText: JSON.stringify({ ...row.metadata, recordedAt: NOW }) };
  });
};

const rowsIn = (file) => {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare(`SELECT ${COLUMNS} FROM event ORDER BY stream, version`).all();
  database.close();
  return rows;
};

export const run = async ({ directory, rounds, seconds, callers }) => {
  mkdirSync(`${directory}store`, { recursive: true });
  const file = (name) => `${directory}store/${name}.sqlite`;
  const open = (name) => SqliteEventStore.open(file(name), new ScriptedClock(NOW));

  const sample = numbered()(events(SAMPLE));
  const [store, loop] = [open('sample-store'), new BareLoop(file('sample-loop'))];
  await appendAll(store, sample, callers);
  loop.append(sample, callers, false);
  await store.close();
  loop.database.close();
  assert.deepEqual(rowsIn(file('sample-store')), rowsIn(file('sample-loop')));
  console.log(`oracle: ${SAMPLE} events left the same rows in both files`);

  const sides = { store: open('store'), loop: new BareLoop(file('loop')), ready: new BareLoop(file('ready')) };
  const perRound = Math.ceil(seconds * 20_000 / callers) * callers;
  const next = numbered();
  const rounded = Array.from({ length: rounds + 1 }, () => next(events(perRound)));
  const perSecond = async (work) => {
    globalThis.gc?.();
    const began = performance.now();
    await work();
    return perRound / ((performance.now() - began) / 1000);
  };
  const measures = {
    store: (round) => perSecond(() => appendAll(sides.store, rounded[round], callers)),
    loop: (round) => perSecond(async () => sides.loop.append(rounded[round], callers, false)),
    ready: (round) => perSecond(async () => sides.ready.append(rounded[round], callers, true)),
  };
  // Once for nothing: that run is the compiler's.
  for (const measure of Object.values(measures)) await measure(0);
  const later = Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, (round) => measure(round + 1)]));
  const { store: ours, loop: serialising, ready } = await interleaved(rounds, later);
  printFigures(`events per second, ${callers} callers, ${callers} rows per transaction`, { SqliteEventStore: ours, 'bare loop, serialising': serialising, 'bare loop, ready strings': ready });
  printRatio('ratio to the loop that serialises', ours, serialising, '≥ 0.8');
  printRatio('ratio to the loop with strings', ours, ready);
  await sides.store.close();
  for (const side of [sides.loop, sides.ready]) side.database.close();
};
