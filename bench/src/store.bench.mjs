import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '../../dist/libs/event-store/src/sqlite.js';
import { ScriptedClock } from '../../dist/libs/kernel/src/index.js';
import { BareTable } from './bare-table.mjs';
import { grantLike, NOW, writtenOut } from './grant-like.mjs';
import { interleaved, printFigures, printRatio } from './rounds.mjs';

const STREAMS = 261;
const SAMPLE = 6_400;

const grants = (count) => Array.from({ length: count }, (_, index) => grantLike(`authority-${index % STREAMS}`));

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
    return { ...row, version, texts: writtenOut(row) };
  });
};

const rowsIn = (file) => {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare(`SELECT stream, version, event_id, type, data, metadata FROM event ORDER BY stream, version`).all();
  database.close();
  return rows;
};

export const run = async ({ directory, rounds, seconds, callers }) => {
  mkdirSync(`${directory}store`, { recursive: true });
  const file = (name) => `${directory}store/${name}.sqlite`;
  const open = (name) => SqliteEventStore.open(file(name), new ScriptedClock(NOW));

  const sample = numbered()(grants(SAMPLE));
  const [store, loop] = [open('sample-store'), new BareTable(file('sample-loop'))];
  await appendAll(store, sample, callers);
  loop.append(sample, callers, writtenOut);
  await store.close();
  loop.close();
  assert.deepEqual(rowsIn(file('sample-store')), rowsIn(file('sample-loop')));
  console.log(`oracle: ${SAMPLE} events left the same rows in both files`);

  const sides = { store: open('store'), loop: new BareTable(file('loop')), ready: new BareTable(file('ready')) };
  const perRound = Math.ceil(seconds * 20_000 / callers) * callers;
  const next = numbered();
  const rounded = Array.from({ length: rounds + 1 }, () => next(grants(perRound)));
  const perSecond = async (work) => {
    globalThis.gc?.();
    const began = performance.now();
    await work();
    return perRound / ((performance.now() - began) / 1000);
  };
  const measures = {
    store: (round) => perSecond(() => appendAll(sides.store, rounded[round], callers)),
    loop: (round) => perSecond(async () => sides.loop.append(rounded[round], callers, writtenOut)),
    ready: (round) => perSecond(async () => sides.ready.append(rounded[round], callers, ({ texts }) => texts)),
  };
  // Once for nothing: that run is the compiler's.
  for (const measure of Object.values(measures)) await measure(0);
  const later = Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, (round) => measure(round + 1)]));
  const { store: ours, loop: serialising, ready } = await interleaved(rounds, later);
  printFigures(`events per second, ${callers} callers, ${callers} rows per transaction`, { SqliteEventStore: ours, 'bare loop, serialising': serialising, 'bare loop, ready strings': ready });
  printRatio('ratio to the loop that serialises', ours, serialising, '≥ 0.8');
  printRatio('ratio to the loop with strings', ours, ready);
  await sides.store.close();
  for (const side of [sides.loop, sides.ready]) side.close();
};
