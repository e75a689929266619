import { SpanKind, trace } from '@opentelemetry/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ManagerMissing, type Fact } from '#contracts';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock, WrongExpectedVersion, type NewEvent, type StoredEvent } from '#kernel';
import { messaging, type Publisher } from '#messaging';
import { MemoryFactLog } from '#messaging/memory';
import { MemoryDocuments } from '#persistence/memory';
import { Channels, observedMessaging } from '../src/observing/observed-messaging.js';
import { ObservedStore } from '../src/observing/observed-store.js';
import { ServiceMetrics } from '../src/observing/service-metrics.js';
import { inSpan } from '../src/observing/spans.js';
import { RecordingTracer } from './recording-tracer.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
const authorityId = '00000000-0000-4000-8000-000000000001';
const event: NewEvent = {
  type: 'ManagerMissing', data: {},
  metadata: {
    eventId: 'e1', commandId: 'c1', bodyHash: '', schemaVersion: 1, correlationId: 'r1', causationId: 'r1', traceparent: TRACEPARENT,
    actor: { kind: 'system', id: 'timer', assurance: 'high', capacity: 'SYSTEM' },
  },
};
const published = ({ stream, version, metadata }: StoredEvent): Fact => ({
  id: metadata.eventId, source: `/access-delegation/${stream}`, type: ManagerMissing.type, subject: authorityId, time: metadata.recordedAt,
  sequence: version, key: authorityId, data: { authorityId }, recorded: { actor: metadata.actor, causationId: metadata.causationId },
});

let tracer: RecordingTracer;
let store: ObservedStore;
let publisher: Publisher;
let log: MemoryFactLog;
let observed: ReturnType<typeof messaging>;
const documents = new MemoryDocuments();

beforeAll(async () => {
  tracer = new RecordingTracer();
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  store = new ObservedStore(new MemoryEventStore(new ScriptedClock('2026-03-02T12:00:00.000Z')), new ServiceMetrics('access-delegation'));
  log = new MemoryFactLog();
  observed = observedMessaging(messaging({ service: 'access-delegation', log, store, documents, publicUrl: 'http://localhost:3000' }), new Channels());
  publisher = observed.publisher(published);
  publisher.start();
  await store.append(`authority-${authorityId}`, [event], 0);
  await publisher.caughtUp();
});
beforeEach(() => { expect(tracer.spans.every(({ ended }) => ended)).toBe(true); });
afterAll(async () => {
  await publisher.stop();
  await log.close();
  await store.close();
  trace.disable();
});

describe('what is measured of channels', () => {
  it('ends with them', async () => {
    const channels = new Channels();
    const apart = observedMessaging(messaging({ service: 'access-delegation', log, store, documents: new MemoryDocuments(), publicUrl: 'http://localhost:3000' }), channels);
    const again = apart.publisher(published);
    const reading = apart.messages({ from: {} }, async () => undefined);
    expect([channels.publishers.all, Object.keys(channels.ledger ?? {})]).toEqual([[again], expect.arrayContaining(['identity.persons'])]);
    await Promise.all([again.stop(), reading.stop()]);
    await reading.done;
    expect([channels.publishers.all, channels.ledger]).toEqual([[], undefined]);
  });
});

describe('a trace', () => {
  it('goes on from the command into the append and the publication of its event', () => {
    for (const name of ['append authority', `publish ${ManagerMissing.type}`]) {
      expect(tracer.named(name)).toMatchObject({ traceId: TRACE, parent: '00f067aa0ba902b7' });
    }
  });

  it('travels with the fact, and goes on where it is consumed', async () => {
    const sent = (await Promise.all(Array.from({ length: 12 }, (_, partition) => log.read('access-delegation.authorities', partition, 0, 10)))).flat();
    const { spanId } = tracer.named(`publish ${ManagerMissing.type}`);
    expect(sent.map(({ headers }) => headers['traceparent'])).toEqual([`00-${TRACE}-${spanId}-01`]);

    const transport = observed.consumer('spec');
    transport.addHandler(ManagerMissing.type, async () => undefined, true);
    transport.listen(() => undefined);
    await transport.consumer.caughtUp();
    await transport.close();
    expect(tracer.named(`consume ${ManagerMissing.type}`)).toMatchObject({ traceId: TRACE, parent: spanId });
  });

  it('marks what failed, not what somebody else was first to do', async () => {
    await expect(inSpan({ name: 'broken', kind: SpanKind.INTERNAL, under: undefined }, async () => { throw new Error('x'); })).rejects.toThrow('x');
    expect(tracer.named('broken')).toMatchObject({ failed: true, parent: undefined });
    await expect(store.append(`authority-${authorityId}`, [{ ...event, metadata: { ...event.metadata, eventId: 'e2' } }], 0)).rejects.toThrow(WrongExpectedVersion);
    expect(tracer.spans.filter(({ name, failed }) => name === 'append authority' && failed)).toEqual([]);
  });
});
