import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, StoredEvent } from './event.js';
import { eventCatalogue, UnknownEvent } from './event-catalogue.js';
import type { JsonObject } from './json.js';

type Named = DomainEvent<'Named', { readonly first: string; readonly last: string; readonly title: string | null }>;
type Left = DomainEvent<'Left', { readonly on: string }>;

const catalogue = eventCatalogue<Named | Left>({
  Named: {
    version: 3,
    upcast: {
      1: ({ name }: { readonly name: string }) => ({ first: name.split(' ')[0], last: name.split(' ')[1] }),
      2: (data: JsonObject) => ({ ...data, title: null }),
    },
  },
  Left: { version: 1 },
});

const stored = (type: string, schemaVersion: number, data: JsonObject): StoredEvent => ({
  stream: 'person-1', version: 7, position: '9', type, data,
  metadata: {
    eventId: 'e', commandId: 'c', bodyHash: 'b', schemaVersion, recordedAt: '2026-03-02T12:00:00.000Z', correlationId: 'x', causationId: 'y',
    actor: { kind: 'person', id: 'p', assurance: 'high', capacity: 'OWNER' },
  },
});

describe('an event is read', () => {
  it('in its latest shape, step by step from the version it was written in', () => {
    const latest = { first: 'Anne', last: 'Roy', title: null };
    expect(catalogue.decode(stored('Named', 1, { name: 'Anne Roy' })).data).toEqual(latest);
    expect(catalogue.decode(stored('Named', 2, { first: 'Anne', last: 'Roy' })).data).toEqual(latest);
    expect(catalogue.decode(stored('Named', 3, { ...latest, title: 'Dr' })).data).toEqual({ ...latest, title: 'Dr' });
  });

  it('with everything else as it was stored', () => {
    const event = stored('Left', 1, { on: '2026-01-01' });
    expect(catalogue.decode(event)).toEqual(event);
  });

  it.each([['newer than this build', 'Named', 4], ['of a type without older versions, newer', 'Left', 2], ['of a version before the first', 'Named', 0], ['of an unknown type', 'Renamed', 1], ['of a type named like a part of every object', 'toString', 1]])(
    'not at all when it is %s',
    (_, type, version) => { expect(() => catalogue.decode(stored(type, version, {}))).toThrow(UnknownEvent); },
  );
});

describe('a catalogue', () => {
  it('knows its types and their newest versions', () => {
    expect([catalogue.knows('Named'), catalogue.knows('Renamed'), catalogue.knows('constructor')]).toEqual([true, false, false]);
    expect([catalogue.versionOf('Named'), catalogue.versionOf('Left')]).toEqual([3, 1]);
  });
});
