/** What the scripts that start an engine share: where it is kept, and where it may listen. */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PATIENCE_MILLIS = 300_000;
const run = promisify(execFile);

export const exists = (path) => stat(path).then(() => true, () => false);

/** Below those that systems give to connections that go out: one of these could take a port before whoever asked for it listens. */
const [FIRST, LAST] = [20_000, 32_000];
const given = new Set();

/** A port on which nobody listens, and that this process has told nobody else. */
export const freePort = async () => {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
};

const isFree = (port) => new Promise((resolve) => {
  const probe = createServer().once('error', () => { resolve(false); });
  probe.listen(port, '127.0.0.1', () => { probe.close(() => { resolve(true); }); });
});

/**
 * The directory of an engine in the cache of this user. What is not there is fetched first, which takes five minutes at
 * most and is told: `fetch` answers which command fills the directory `target`, and may use `making` beside it. Several
 * processes may ask at the same time.
 */
export const fetchedOnce = async (name, fetch) => {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'guichet-engines');
  const place = join(cache, name);
  if (await exists(place)) return place;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(`${place}-`);
  try {
    const target = join(making, 'target');
    const [command, ...args] = await fetch({ making, target });
    console.error(`Fetching ${name} into ${place}, once (${command}; ${String(PATIENCE_MILLIS / 60_000)} minutes at most) …`);
    await run(command, args, { cwd: making, timeout: PATIENCE_MILLIS }).catch((error) => { throw new Error(`${name} could not be fetched: ${reasonOf(command, error)}`); });
    await rename(target, place);
    console.error(`${name} is there.`);
  } catch (error) {
    if (!(await exists(place))) throw error;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return place;
};

const reasonOf = (command, { code, killed, message, stdout }) => {
  if (code === 'ENOENT') return `${command} is not installed`;
  return killed ? `${command} was not done within ${String(PATIENCE_MILLIS / 1_000)} s` : `${message}\n${stdout}`;
};
