import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { untilStopped } from './side.mjs';

const [file] = process.argv.slice(2);
// Requests with all their headers, written once: what is measured is the server.
const requests = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).map(({ path, authorization, key, body }) => {
  const text = JSON.stringify(body);
  const keyed = key === undefined ? '' : `Idempotency-Key: ${key}\r\n`;
  return Buffer.from(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: ${authorization}\r\n${keyed}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
});

/** The body of a response, undefined while it has not arrived whole. */
const bodyIn = (received) => {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = Number(/content-length: (\d+)/i.exec(received.latin1Slice(0, end))?.[1]);
  if (Number.isNaN(length)) throw new Error('a response without a length');
  return received.length < end + 4 + length ? undefined : received.utf8Slice(end + 4, end + 4 + length);
};

/** One caller on a connection of its own: the next request leaves when the answer before is whole. */
const call = (port, next, answered) => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1');
  let received = Buffer.alloc(0);
  let index;
  let since;
  const send = () => {
    index = next();
    if (index === undefined) { socket.end(); resolve(); return; }
    since = performance.now();
    socket.write(requests[index]);
  };
  socket.setNoDelay(true);
  socket.on('connect', send);
  socket.on('error', reject);
  socket.on('data', (data) => {
    received = received.length === 0 ? data : Buffer.concat([received, data]);
    const body = bodyIn(received);
    if (body === undefined) return;
    answered(index, Number(received.latin1Slice(9, 12)), body, performance.now() - since);
    received = Buffer.alloc(0);
    send();
  });
});

/** Sends requests from `from` on, for `seconds` or all of `count`; each once, or round and round when `again`; `port` may be several. */
const load = async ({ port, callers, from, seconds, count = Infinity, again = false, keep = false }) => {
  const until = performance.now() + (seconds ?? Infinity) * 1000;
  const last = Math.min(from + count, again ? Infinity : requests.length);
  const statuses = {};
  const kept = {};
  const millis = [];
  let at = from;
  const next = () => (at < last && performance.now() < until ? at++ % requests.length : undefined);
  const answered = (index, status, body, took) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    millis.push(took);
    if (keep) kept[index] = body;
  };
  // A tool that sleeps makes the server pay for waking it with every answer, and a faster server less.
  let done = false;
  const stayAwake = () => { if (!done) setImmediate(stayAwake); };
  stayAwake();
  const began = performance.now();
  const ports = [port].flat();
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(ports[caller % ports.length], next, answered)));
  const took = (performance.now() - began) / 1000;
  done = true;
  millis.sort((a, b) => a - b);
  return { perSecond: millis.length / took, count: millis.length, statuses, kept, p50: millis[millis.length >> 1], p99: millis[Math.floor(millis.length * 0.99)] };
};

process.on('message', (message) => { if (message !== 'stop') void load(message).then((result) => process.send(result)); });
untilStopped(() => Promise.resolve());
process.send({ requests: requests.length });
