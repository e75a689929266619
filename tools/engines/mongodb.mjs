/**
 * A server for specs that speaks MongoDB's protocol and keeps what it acknowledged on disk. It is installed at first
 * use from the Python package registry into a cache outside the repository. Depends on Node and python3 alone.
 *
 *   node tools/engines/mongodb.mjs [directory]   prints the URL, runs until it is interrupted
 *
 * Where MONGODB_URL names a server, `provideMongo` answers that one and starts none.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { exists, freePort } from './places.mjs';

const PACKAGE = 'secantusdb==0.7.0b3';
const PATIENCE_MILLIS = 30_000;
const run = promisify(execFile);

/** The server of MONGODB_URL, which nobody here may stop, or one of our own. */
export const provideMongo = async () => {
  const url = process.env.MONGODB_URL;
  return url ? { url, stop: async () => undefined } : startMongo();
};

/** Starts a server, on a directory that is kept when it is given and removed at the stop when not. */
export const startMongo = async ({ directory, port } = {}) => {
  const packages = await installed();
  const home = directory ?? await mkdtemp(join(tmpdir(), 'guichet-mongodb-'));
  const listening = port ?? await freePort();
  await mkdir(home, { recursive: true });
  const log = await open(join(home, 'server.log'), 'a');
  const server = spawn(
    'python3',
    ['-c', 'import sys; from secantus.cli import main; sys.exit(main())', '--host', '127.0.0.1', '--port', String(listening),
      '--storage-path', join(home, 'data'), '--sync-on-commit', '--log-level', 'WARNING'],
    { stdio: ['ignore', log.fd, log.fd], env: { ...process.env, PYTHONPATH: packages } },
  );
  await log.close();
  const ended = new Promise((resolve) => { server.once('exit', resolve).once('error', resolve); });
  const end = async (signal) => {
    server.kill(signal);
    await ended;
  };
  const stop = async () => {
    const patience = setTimeout(() => { server.kill('SIGKILL'); }, PATIENCE_MILLIS);
    await end('SIGTERM');
    clearTimeout(patience);
    if (!directory) await rm(home, { recursive: true, force: true });
  };
  const answers = await Promise.race([answering(listening), ended.then(() => false)]);
  if (!answers) {
    const said = await readFile(join(home, 'server.log'), 'utf8');
    await stop();
    throw new Error(`the MongoDB server for specs did not start:\n${said}`);
  }
  return {
    url: `mongodb://127.0.0.1:${String(listening)}/`,
    port: listening,
    directory: home,
    pid: server.pid,
    stop,
    /** Ends it without a word, as a power cut does; `startMongo` on its directory and port brings it back. */
    kill: () => end('SIGKILL'),
  };
};

/** The directory of the installed packages; several processes may ask at the same time. */
const installed = async () => {
  const cache = join(process.env.XDG_CACHE_HOME ?? tmpdir(), 'guichet-engines');
  const place = join(cache, PACKAGE.replace('==', '-'));
  if (await exists(place)) return place;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(`${place}-`);
  try {
    await run('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', making, PACKAGE]);
    await rename(making, place);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (!(await exists(place))) throw error;
  }
  return place;
};

const answering = async (port) => {
  for (const deadline = Date.now() + PATIENCE_MILLIS; Date.now() < deadline;) {
    if (await saysHello(port)) return true;
    await pause(50);
  }
  return false;
};

/** Asks `{ hello: 1, $db: 'admin' }` as the protocol has it; any answer will do. */
const saysHello = (port) => new Promise((resolve) => {
  const command = Buffer.from('\0\0\0\0\x10hello\0\x01\0\0\0\x02$db\0\x06\0\0\0admin\0\0', 'latin1');
  command.writeInt32LE(command.length);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + command.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(2013, 12);
  const socket = connect(port, '127.0.0.1', () => { socket.write(Buffer.concat([head, command])); });
  const answer = (said) => {
    socket.destroy();
    resolve(said);
  };
  socket.setTimeout(1_000, () => { answer(false); });
  socket.once('data', () => { answer(true); }).once('error', () => { answer(false); }).once('close', () => { answer(false); });
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const server = await startMongo({ directory: process.argv[2] });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { void server.stop(); });
}
