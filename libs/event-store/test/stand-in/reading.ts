import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import streams, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Logged } from './log.js';
import { caughtUp, checkpointAt, confirmed, eventSent, nameOf, notFound } from './messages.js';
import { asRefusal, betweenEntries, invalid, lacking, streamDeleted } from './refusal.js';
import type { Serving } from './serving.js';

type Call = ServerWritableStream<ReadReq, ReadResp>;

/** Reads of streams and of `$all` in both directions, and filtered subscriptions to `$all`; nothing else is asked here. */
export const reading = (node: Serving): handleServerStreamingCall<ReadReq, ReadResp> => (call) => {
  call.on('error', () => undefined);
  answer(node, call).then(() => { call.end(); }, (error: unknown) => { call.emit('error', asRefusal(error)); });
};

const answer = async (node: Serving, call: Call): Promise<void> => {
  const options = call.request.getOptions();
  if (!options) throw lacking('options');
  node.access.mustBeLetIn(call.metadata, '$r', options.hasStream() ? nameOf(options.getStream()?.getStreamIdentifier()) : '$all');
  node.mustLead(call.metadata);
  if (!options.getUuidOption()?.hasString()) throw lacking('how ids are written');
  if (options.hasFilter() === options.hasNoFilter()) throw invalid('a filter or none, and that must be said');
  if (options.hasStream()) await sendAll(node, call, ofStream(node, options));
  else if (options.hasSubscription()) await subscribe(node, call, options);
  else await sendAll(node, call, ofAll(node, options));
};

const send = async (node: Serving, call: Call, response: ReadResp): Promise<void> => {
  node.sent += 1;
  if (!call.write(response)) await any(call, 'drain', 'close', 'cancelled');
};

const any = (call: Call, ...events: readonly string[]): Promise<void> => new Promise((resolve) => {
  const happened = (): void => {
    for (const event of events) call.off(event, happened);
    resolve();
  };
  for (const event of events) call.on(event, happened);
});

const sendAll = async (node: Serving, call: Call, responses: Iterable<ReadResp>): Promise<void> => {
  for (const response of responses) {
    if (call.cancelled) return;
    await send(node, call, response);
  }
};

const isBackwards = (options: ReadReq.Options): boolean => options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

const countOf = (options: ReadReq.Options): number => {
  if (!options.hasCount() || Number(options.getCount()) < 1) throw lacking('how many events');
  return Number(options.getCount());
};

function* ofStream(node: Serving, options: ReadReq.Options): Iterable<ReadResp> {
  const asked = options.getStream();
  const name = nameOf(asked?.getStreamIdentifier());
  const count = countOf(options);
  const visible = node.log.visible(name);
  if (visible === 'tombstoned') throw streamDeleted(name);
  if (!visible) {
    yield notFound(asked?.getStreamIdentifier());
    return;
  }
  if (!asked || [asked.hasRevision(), asked.hasStart(), asked.hasEnd()].filter(Boolean).length !== 1) throw lacking('where to begin');
  const first = visible[0]?.revision ?? 0;
  const bound = asked.hasRevision() ? Number(asked.getRevision()) - first : asked.hasStart() ? 0 : Infinity;
  const found = isBackwards(options) ? before(visible, bound + 1, count) : visible.slice(Math.max(0, bound)).slice(0, count);
  for (const event of found) yield eventSent(event);
}

/** The last `count` before an index, the newest first. */
const before = (events: readonly Logged[], end: number, count: number): readonly Logged[] => {
  const until = Math.max(0, Math.min(end, events.length));
  return events.slice(Math.max(0, until - count), until).reverse();
};

const placeAsked = (options: ReadReq.Options): number => {
  const asked = options.getAll();
  if (!asked) throw lacking('a stream or $all');
  if (asked.hasStart()) return -1;
  if (asked.hasEnd()) return Infinity;
  return Number(asked.getPosition()?.getCommitPosition() ?? NaN);
};

function* ofAll(node: Serving, options: ReadReq.Options): Iterable<ReadResp> {
  if (options.hasFilter()) throw invalid('this client does not filter reads');
  const place = placeAsked(options);
  // Between two records there is nothing to be read.
  const { all, end } = node.log;
  const index = node.log.indexAt(place);
  if (place >= 0 && place < end && all[index]?.position !== place) throw betweenEntries();
  const count = countOf(options);
  for (const event of isBackwards(options) ? before(all, index, count) : all.slice(index, index + count)) yield eventSent(event);
}

type Filter = { readonly matches: (event: Logged) => boolean; readonly window: number; readonly interval: number };

const filterOf = (options: ReadReq.Options): Filter => {
  const filter = options.getFilter();
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [];
  if (!filter || prefixes.length === 0 || filter.hasEventType()) throw invalid('prefixes of stream names are wanted');
  if (filter.hasMax() === filter.hasCount()) throw lacking('the search window');
  const window = filter.hasMax() ? filter.getMax() : PAGE;
  const interval = window * filter.getCheckpointintervalmultiplier();
  if (interval < 1) throw lacking('the checkpoint interval');
  return { matches: ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)), window, interval };
};

/** Events that one page of the server sends. */
const PAGE = 32;

/**
 * Catches up in pages, then goes live. A checkpoint is no further than where the last page began or the last event that was
 * sent, in catching up; none is sent by who asks from the end. What is live is told as it is committed, but not up to the place
 * that was asked for, and a checkpoint comes with each interval of what was committed since the subscription was made.
 */
const subscribe = async (node: Serving, call: Call, options: ReadReq.Options): Promise<void> => {
  const { matches, window, interval } = filterOf(options);
  const { all } = node.log;
  const since = all.length;
  let reached = placeAsked(options);
  await send(node, call, confirmed(randomUUID()));
  let next = node.log.indexAt(reached);
  if (all[next]?.position === reached) next += 1;
  for (let considered = 0, caught = next === all.length; !caught && !call.cancelled && !call.destroyed;) {
    const begun = all[next]?.position ?? 0;
    let [sent, seen] = [0, 0];
    for (; next < all.length && sent < PAGE && seen < window; next += 1, seen += 1) {
      const event = all[next];
      if (!event || !matches(event)) continue;
      sent += 1;
      reached = event.position;
      await send(node, call, eventSent(event));
    }
    reached = Math.max(reached, begun);
    considered += seen;
    caught = next === all.length && sent < PAGE && seen < window;
    const nothing = node.wildCheckpoints && caught && placeAsked(options) < 0 && reached === begun && !all.some(matches);
    if (caught || considered >= interval) await send(node, call, checkpointAt(nothing ? 2n ** 64n - 1n : reached));
    considered %= interval;
  }
  await send(node, call, caughtUp());
  for (let considered = next - since; !call.cancelled && !call.destroyed;) {
    const event = all[next];
    if (!event) {
      await committed(node, call);
      continue;
    }
    next += 1;
    considered += 1;
    if (matches(event) && event.position > reached) await send(node, call, eventSent(event));
    if (considered % interval === 0 && event.position >= reached) await send(node, call, checkpointAt(event.position));
  }
};

const committed = async (node: Serving, call: Call): Promise<void> => {
  const forget = node.log.onCommit(() => { call.emit('committed'); });
  await any(call, 'committed', 'cancelled', 'close');
  forget();
};
