import { SpanKind } from '@opentelemetry/api';
import { topics as contracts, type Fact } from '#contracts';
import type { StoredEvent } from '#kernel';
import type { FactTransport, Feed, Messaging, Publisher } from '#messaging';
import { beginSpan, inSpan, traceparentOfSpan } from './spans.js';

type Offsets = Record<string, number[]>;

type Stoppable = { readonly stopped: boolean };

/** Those of them that still run. Work that instances share is made anew at each turn. */
class Running<Kind extends Stoppable> {
  private known: readonly Kind[] = [];

  get all(): readonly Kind[] {
    this.known = this.known.filter(({ stopped }) => !stopped);
    return this.known;
  }

  add(one: Kind): Kind {
    this.known = [...this.all, one];
    return one;
  }
}

/** What a service publishes and reads, as far as it is measured. */
export class Channels {
  readonly publishers = new Running<Publisher>();
  readonly feeds = new Running<Feed>();
  readonly consumers: FactTransport[] = [];
  /** How far the ledger has read, while this instance keeps one. */
  ledger: Offsets | undefined;
}

/** The same messaging; what is made of it is known to `channels`, and traces go on through it. */
export const observedMessaging = (messaging: Messaging, channels: Channels): Messaging => ({
  ...messaging,
  publisher: (publication) => channels.publishers.add(messaging.publisher((stored) => tracedFact(publication(stored), stored))),
  consumer(group, options = {}) {
    const transport = messaging.consumer(group, { around: (fact, handle) => inSpan({ ...consuming(fact), under: fact.traceparent }, handle), ...options });
    channels.consumers.push(transport);
    return transport;
  },
  feed: (options) => channels.feeds.add(messaging.feed(options)),
  messages(reading, keep) {
    const offsets: Offsets = Object.fromEntries((reading.topics ?? contracts.map(({ topic }) => topic)).map((topic) => [topic, [...reading.from[topic] ?? []]]));
    channels.ledger = offsets;
    const subscription = messaging.messages(reading, async (batch) => {
      await keep(batch);
      const next = batch.messages.at(-1);
      if (next) (offsets[batch.topic] ??= [])[batch.partition] = next.offset + 1;
    });
    const ended = (): void => { if (channels.ledger === offsets) channels.ledger = undefined; };
    subscription.done.then(ended, ended);
    return subscription;
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
