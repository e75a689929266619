import { jsonEvent, type EventData, type RecordedEvent } from '@eventstore/db-client';
import { EventTooLarge, type Instant, type JsonObject, type Metadata, type NewEvent, type StoredEvent } from '#kernel';
import { positionOf } from './eventstoredb-place.js';
import { written } from './stored-event.js';

/** Somebody else wrote into a stream of ours: nobody may decide or project as if it were not there. */
export class ForeignEvent extends Error {
  override readonly name = 'ForeignEvent';
  constructor(stream: string, version: number) {
    super(`event ${String(version)} of ${stream} was not written by this system`);
  }
}

/** As the server counts what is appended at once. @throws EventTooLarge */
export const proposed = (stream: string, events: readonly NewEvent[], recordedAt: Instant, limit: number): EventData[] => {
  let bytes = 0;
  return events.map((event) => {
    const { row, metadata } = written(stream, 0, event, recordedAt, limit);
    bytes += 2 * row.type.length + Buffer.byteLength(row.data) + Buffer.byteLength(row.metadata);
    if (bytes > limit) throw new EventTooLarge(stream, bytes, limit);
    return jsonEvent({ id: metadata.eventId, type: event.type, data: event.data, metadata });
  });
};

/** @throws ForeignEvent */
export const recorded = (prefix: string, event: RecordedEvent): StoredEvent => {
  const stream = event.streamId.slice(prefix.length);
  const version = Number(event.revision) + 1;
  if (!event.isJson || !isMetadata(event.metadata)) throw new ForeignEvent(stream, version);
  return {
    stream, version, position: positionOf(event), type: event.type, data: event.data as JsonObject, metadata: event.metadata,
  };
};

const isMetadata = (metadata: unknown): metadata is Metadata =>
  typeof metadata === 'object' && metadata !== null && 'eventId' in metadata && 'recordedAt' in metadata;
