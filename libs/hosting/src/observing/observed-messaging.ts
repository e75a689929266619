import { SpanKind } from '@opentelemetry/api';
import { topics as contracts, type Fact } from '#contracts';
import type { StoredEvent } from '#kernel';
import type { FactTransport, Feed, Messaging, Publisher } from '#messaging';
import { beginSpan, inSpan, traceparentOfSpan } from './spans.js';

type Offsets = Record<string, number[]>;

/** What a service publishes and reads, as far as it is measured. */
export class Channels {
  readonly publishers: Publisher[] = [];
  readonly consumers: FactTransport[] = [];
  /** How far the ledger has read, once something keeps one. */
  ledger: Offsets | undefined;
  private kept: Feed[] = [];

  get feeds(): readonly Feed[] {
    this.kept = this.kept.filter((feed) => !feed.stopped);
    return this.kept;
  }

  add(feed: Feed): void {
    this.kept.push(feed);
  }
}

/** The same messaging; what is made of it is known to `channels`, and traces go on through it. */
export const observedMessaging = (messaging: Messaging, channels: Channels): Messaging => ({
  ...messaging,
  publisher(publication) {
    const publisher = messaging.publisher((stored) => tracedFact(publication(stored), stored));
    channels.publishers.push(publisher);
    return publisher;
  },
  consumer(group, options = {}) {
    const transport = messaging.consumer(group, { around: (fact, handle) => inSpan({ ...consuming(fact), under: fact.traceparent }, handle), ...options });
    channels.consumers.push(transport);
    return transport;
  },
  feed(options) {
    const feed = messaging.feed(options);
    channels.add(feed);
    return feed;
  },
  messages(reading, keep) {
    const offsets: Offsets = Object.fromEntries((reading.topics ?? contracts.map(({ topic }) => topic)).map((topic) => [topic, [...reading.from[topic] ?? []]]));
    channels.ledger = offsets;
    return messaging.messages(reading, async (batch) => {
      await keep(batch);
      const next = batch.messages.at(-1);
      if (next) (offsets[batch.topic] ??= [])[batch.partition] = next.offset + 1;
    });
  },
});

const consuming = ({ type }: Fact) => ({ name: `consume ${type}`, kind: SpanKind.CONSUMER });

/** A span for the handing over, which the consumers' spans hang on. It sends nothing by itself. */
const tracedFact = (fact: Fact, { metadata: { traceparent: under } }: StoredEvent): Fact => {
  const span = beginSpan({ name: `publish ${fact.type}`, kind: SpanKind.PRODUCER, under });
  span.end();
  const traceparent = traceparentOfSpan(span);
  return traceparent === undefined ? fact : { ...fact, traceparent };
};
