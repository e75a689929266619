import { expect, it } from '@jest/globals';
import { Oracle } from '#access-index/testing';
import { contractOf, topicsOf } from '#contracts';
import type { StoredEvent } from '#kernel';
import { toFact, type Message } from '#messaging';
import { receiptIn, type Acknowledged, type Answered } from './client.js';
import { grouped } from './evidence.js';
import type { Checked } from './questions.js';

/** What is there once everything has come to rest, and what people were told of it. */
export type Evidence = {
  readonly acknowledged: readonly Acknowledged[];
  /** Commands that were sent again, and how they were answered then. */
  readonly repeated: readonly { readonly command: Acknowledged; readonly again: Answered }[];
  readonly checks: readonly Checked[];
  /** By authority, the events told to its manager. */
  readonly trails: ReadonlyMap<string, readonly string[]>;
  /** Of access-delegation. */
  readonly history: readonly StoredEvent[];
  /** Of audit. */
  readonly ledger: readonly StoredEvent[];
  readonly messages: readonly Message[];
};

/** Nothing acknowledged is lost, nothing happened twice, and everybody tells the same, whatever went wrong meanwhile. */
export const describeJudgement = (evidence: () => Evidence): void => {
  it('keeps every acknowledged command exactly once, where its receipt says', () => {
    const { acknowledged, history } = evidence();
    const byCommand = grouped(history, ({ stream, metadata }) => `${stream} ${metadata.commandId}`);
    const kept = acknowledged.map(({ receipt: { stream }, commandId }) => byCommand.get(`${stream} ${commandId}`)?.map(({ version }) => version));
    expect(kept.map((versions) => versions?.at(-1))).toEqual(acknowledged.map(({ receipt }) => receipt.version));
    const lengths = [...byCommand.values()].map((events) => Number(events.at(-1)?.version) - Number(events[0]?.version) + 1 - events.length);
    expect(new Set(lengths)).toEqual(new Set([0]));
    const made = history.filter(({ type }) => type === 'AccessGranted' || type === 'AccessRevoked').map(({ type, data }) => JSON.stringify([type, data['grantId']]));
    expect(new Set(made).size).toBe(made.length);
  });

  it('numbers every stream without a gap', () => {
    for (const events of grouped(evidence().history, ({ stream }) => stream).values()) expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
  });

  it('answers a repeated command as the first time', () => {
    const { repeated } = evidence();
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated.map(({ again: { status } }) => status)).toEqual(repeated.map(() => 201));
    expect(repeated.map(({ again }) => receiptIn(again))).toEqual(repeated.map(({ command: { receipt } }) => receipt));
  });

  it('publishes exactly what it recorded, in order; what it sends twice is the same', () => {
    const { history, messages } = evidence();
    const ours = messages.filter(({ topic }) => topicsOf('access-delegation').some((contract) => contract.topic === topic));
    const bySource = grouped(ours, ({ headers }) => String(headers['ce_source']));
    const publishable = history.filter(({ stream }) => bySource.has(`/access-delegation/${stream}`) || topicsOf('access-delegation').some(({ family }) => stream.split('-', 1)[0] === family));
    for (const [stream, events] of grouped(publishable, (event) => event.stream)) {
      const sent = bySource.get(`/access-delegation/${stream}`) ?? [];
      const first = new Map<number, Message>();
      for (const message of sent) {
        const sequence = Number(message.headers['ce_sequence']);
        const { headers, value } = first.get(sequence) ?? message;
        expect({ headers: message.headers, value: message.value }).toEqual({ headers, value });
        if (!first.has(sequence)) first.set(sequence, message);
      }
      expect([...first].map(([sequence, { headers }]) => [sequence, headers['ce_id'], contractOf(String(headers['ce_type'])) !== undefined]))
        .toEqual(events.map(({ version, metadata }) => [version, metadata.eventId, true]));
    }
  });

  it('keeps in the ledger every message once, as it was published', () => {
    const { ledger, messages } = evidence();
    const place = ({ topic, partition, offset }: Pick<Message, 'topic' | 'partition' | 'offset'>): string => `${topic}/${String(partition)}/${String(offset)}`;
    const received = ledger.filter(({ stream }) => stream === 'ledger').map(({ data }) => data as unknown as Message);
    const byPlace = new Map(received.map((message) => [place(message), message.value]));
    expect(byPlace.size).toBe(received.length);
    expect(byPlace).toEqual(new Map(messages.map((message) => [place(message), message.value])));
  });

  it('tells each authority its history as it was recorded', () => {
    const { history, trails } = evidence();
    for (const [authorityId, told] of trails) {
      const recorded = history.filter(({ stream }) => stream === `authority-${authorityId}`);
      expect(told).toEqual(recorded.map(({ metadata }) => metadata.eventId));
    }
  });

  it('answers checks as its history says, whatever was killed in between', () => {
    const { checks, messages } = evidence();
    const facts = [...new Map(messages.map((message) => [message.headers['ce_id'], toFact(message)])).values()];
    const oracle = new Oracle(facts);
    expect(checks.map(({ decision }) => decision)).toEqual(checks.map(({ decision: _, ...question }) => oracle.may(question)));
    expect(new Set(checks.map(({ decision }) => decision))).toEqual(new Set([true, false]));
  });
};
