/**
 * A server for specs that speaks MongoDB's protocol and keeps what it acknowledged on disk. It is installed at first
 * use from the Python package registry into a cache outside the repository. Depends on Node and python3 alone.
 *
 *   node tools/engines/mongodb.mjs [directory]   prints the URL, runs until it is interrupted
 *
 * Where MONGODB_URL names a server, `provideMongo` answers that one and starts none.
 */
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fetchedOnce, freePort } from './places.mjs';
import { homeOf, startServer } from './server.mjs';

const VERSION = '0.7.0b3';
const PATIENCE_MILLIS = 30_000;
const SERVER = fileURLToPath(new URL('mongodb-server.py', import.meta.url));
/** `transactionLifetimeLimitSeconds` of docker-compose.yml: what an instance that was killed holds is free after so long. */
const TRANSACTION_LIFETIME_SECONDS = 5;

/** The server of MONGODB_URL, which nobody here may stop, or one of our own. */
export const provideMongo = async () => {
  const url = process.env.MONGODB_URL;
  return url ? { url, told: 'MongoDB as MONGODB_URL names it', stop: async () => undefined } : startMongo();
};

/**
 * Starts a server, on a directory that is kept when it is given and removed at the stop when not. With `certificates` it is
 * reached over TLS alone, with `authenticated` by users alone that it was given before.
 */
export const startMongo = async ({ directory, port, certificates, authenticated = false } = {}) => {
  const packages = await installed();
  const home = await homeOf('mongodb', directory);
  const listening = port ?? await freePort();
  const server = await startServer({
    name: 'the MongoDB server for specs', home, kept: directory !== undefined, patienceMillis: PATIENCE_MILLIS,
    answers: () => (certificates ? takesConnections(listening) : saysHello(listening)),
    command: 'python3',
    args: [SERVER, '--host', '127.0.0.1', '--port', String(listening),
      '--storage-path', join(home, 'data'), '--sync-on-commit', '--log-level', 'WARNING', ...(authenticated ? ['--auth'] : []),
      ...(certificates ? ['--tls-cert-file', certificates.certificate, '--tls-key-file', certificates.key] : [])],
    env: { PYTHONPATH: packages, TRANSACTION_LIFETIME_SECONDS: String(TRANSACTION_LIFETIME_SECONDS) },
  });
  return { ...server, url: `mongodb://127.0.0.1:${String(listening)}/`, port: listening, told: `SecantusDB ${VERSION}, which speaks MongoDB's protocol` };
};

/** The directory of the installed packages. */
const installed = () => fetchedOnce(`secantusdb-${VERSION}`, async ({ target }) =>
  ['python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', target, `secantusdb==${VERSION}`]);

const takesConnections = (port) => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1', () => {
    socket.destroy();
    resolve(true);
  }).once('error', () => { resolve(false); });
});

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
