import shared, { type StreamIdentifier, type UUID } from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type AppendReq, type BatchAppendReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Logged, Proposed } from './log.js';
import { invalid, lacking, Refusal } from './refusal.js';
import { status } from '@grpc/grpc-js';

const CONTENT_TYPES = ['application/json', 'application/octet-stream'];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const nameOf = (identifier: StreamIdentifier | undefined): string => {
  const name = Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
  if (name === '') throw lacking('the name of the stream');
  return name;
};

export const idOf = (id: UUID | undefined): string => {
  if (!id?.hasString()) throw lacking('an id in letters');
  if (!ID.test(id.getString())) throw invalid(`"${id.getString()}" is not an id`);
  return id.getString().toLowerCase();
};

export const proposedOf = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed => {
  const named = (name: string): string => {
    const value = message.getMetadataMap().get(name);
    if (value === undefined) {
      throw new Refusal(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, { exception: 'missing-required-metadata-property', 'required-metadata-properties': 'type,content-type' });
    }
    return value;
  };
  const contentType = named('content-type');
  if (!CONTENT_TYPES.includes(contentType)) throw invalid(`${contentType} is no content type`);
  if (message.getMetadataMap().getLength() > 2) throw invalid('metadata of the message that the server does not know');
  const data = Buffer.from(message.getData_asU8());
  const metadata = Buffer.from(message.getCustomMetadata_asU8());
  return { id: idOf(message.getId()), type: named('type'), contentType, data, metadata };
};

/** What an event takes, as the limit of an append counts it. */
export const sizeOf = ({ type, data, metadata }: Proposed): number => 2 * type.length + data.length + metadata.length;

const recordedEvent = (event: Logged): ReadResp.ReadEvent.RecordedEvent => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(event.stream).toString('base64'));
  const id = new shared.UUID();
  id.setString(event.id);
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(id).setStreamIdentifier(identifier).setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position)).setPreparePosition(String(event.position));
  recorded.setData(event.data.toString('base64')).setCustomMetadata(event.metadata.toString('base64'));
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', String(event.created));
  return recorded;
};

export const eventSent = (event: Logged): ReadResp => {
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recordedEvent(event)).setCommitPosition(String(event.position));
  return new streams.ReadResp().setEvent(read);
};

export const notFound = (identifier: StreamIdentifier | undefined): ReadResp =>
  new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier));
export const confirmed = (id: string): ReadResp =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
export const checkpointAt = (position: number | bigint): ReadResp =>
  new streams.ReadResp().setCheckpoint(new streams.ReadResp.Checkpoint().setCommitPosition(String(position)).setPreparePosition(String(position)));
export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
