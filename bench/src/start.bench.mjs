import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AUTHORITIES } from './guichet.mjs';
import { writeAuthorities } from './invented.mjs';
import { interleaved, printFigures } from './rounds.mjs';

const PORT = 3_917;
const QUIET = ['--disable-warning=ExperimentalWarning'];
const fileOf = (path) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = fileOf('../../dist/apps/standalone/src/main.js');
const IMPORT = fileOf('../../dist/apps/standalone/src/import-authorities.js');
const BARE = fileOf('bare-route.side.mjs');

const megabytesOf = (pid) => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const isReady = async () => {
  try { return (await fetch(`http://localhost:${PORT}/health/ready`)).ok; } catch { return false; }
};

/** Milliseconds from the start of the process until it is ready, and what it holds in memory a while later. */
const started = async (child, ready) => {
  const began = performance.now();
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    await pause(5);
  }
  const millis = performance.now() - began;
  await pause(2_000);
  const megabytes = megabytesOf(child.pid);
  child.kill('SIGINT');
  if (child.exitCode === null) await once(child, 'exit');
  return { millis, megabytes };
};

const standalone = (data) =>
  started(spawn(process.execPath, [...QUIET, MAIN], { env: { ...process.env, DATA_DIRECTORY: data, PORT: String(PORT), LOG_LEVEL: 'error' }, stdio: 'ignore' }), isReady);

const bare = () => {
  const child = spawn(process.execPath, [...QUIET, BARE, '/hello', '200', '{}'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  let listens = false;
  child.once('message', () => { listens = true; });
  return started(child, async () => listens);
};

export const run = async ({ directory, rounds }) => {
  const data = `${directory}standalone`;
  const first = await standalone(data);
  writeAuthorities(`${directory}authorities.csv`, AUTHORITIES);
  const told = execFileSync(process.execPath, [...QUIET, IMPORT, `${directory}authorities.csv`, '--data', data], { encoding: 'utf8' }).trim().split('\n').at(-1);
  console.log(`first start on an empty directory, demonstration put in: ${first.millis.toFixed(0)} ms, ${first.megabytes.toFixed(0)} MB`);
  console.log(`import: ${told}`);
  const results = await interleaved(rounds, { standalone: () => standalone(data), 'Nest with one route': bare });
  const of = (what) => Object.fromEntries(Object.entries(results).map(([name, list]) => [name, list.map((one) => one[what])]));
  printFigures('milliseconds until ready (goal ≤ 1,500)', of('millis'));
  printFigures('megabytes at rest (goal ≤ 200)', of('megabytes'));
};
