import type { Instant, JsonObject, Metadata, NewEvent, StoredEvent } from '#kernel';
import { EventTooLarge } from '#kernel';
import type { EventRow } from './event-log.js';
import { positionAt } from './sequence.js';

type Written = { readonly row: Omit<EventRow, 'position'>; readonly metadata: Metadata };

/** @throws EventTooLarge */
export const written = (stream: string, version: number, event: NewEvent, recordedAt: Instant, limit: number): Written => {
  const metadata = { ...event.metadata, recordedAt };
  const row = {
    stream, version, eventId: metadata.eventId, type: event.type,
    data: JSON.stringify(event.data), metadata: JSON.stringify(metadata),
  };
  const bytes = sizeOf(row.data, row.metadata, limit);
  if (bytes > limit) throw new EventTooLarge(stream, bytes, limit);
  return { row, metadata };
};

export const storedEvent = (row: EventRow): StoredEvent => ({
  stream: row.stream,
  version: row.version,
  position: positionAt(row.position),
  type: row.type,
  data: JSON.parse(row.data) as JsonObject,
  metadata: JSON.parse(row.metadata) as Metadata,
});

/** Bytes are counted only where characters leave a doubt: one is three bytes at most. */
const sizeOf = (data: string, metadata: string, limit: number): number =>
  (data.length + metadata.length) * 3 <= limit ? 0 : Buffer.byteLength(data) + Buffer.byteLength(metadata);
