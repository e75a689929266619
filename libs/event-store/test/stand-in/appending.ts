import type { handleBidiStreamingCall, handleClientStreamingCall } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams, { type AppendReq, type AppendResp, type BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import type { Expected, Outcome, Proposed } from './log.js';
import { idOf, nameOf, proposedOf, sizeOf } from './messages.js';
import { asRefusal, eventTooLarge, invalid, lacking, streamDeleted, tooLarge } from './refusal.js';
import type { Serving } from './serving.js';

type Options = AppendReq.Options | BatchAppendReq.Options;

const expectedOf = (options: Options, revision: string | undefined): Expected => {
  if (revision !== undefined) return Number(revision);
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  throw lacking('the expected revision');
};

/** Counts an event as it is heard: it, and all so far, must not be too large. */
const counting = ({ maxAppendSize, maxAppendEventSize }: Serving): ((event: Proposed) => Proposed) => {
  let bytes = 0;
  return (event) => {
    if (sizeOf(event) > maxAppendEventSize) throw eventTooLarge(event.id, sizeOf(event), maxAppendEventSize);
    bytes += sizeOf(event);
    if (bytes > maxAppendSize) throw tooLarge(maxAppendSize);
    return event;
  };
};

/**
 * One append in one call, which counts only when it was heard to its end: not when its connection broke. What is refused is
 * refused as soon as it is heard, whatever the client has still to say.
 */
export const appending = (node: Serving): handleClientStreamingCall<AppendReq, AppendResp> => (call, answer) => {
  const counted = counting(node);
  const events: Proposed[] = [];
  let options: AppendReq.Options | undefined;
  let refused = false;
  const orRefused = (work: () => void): void => {
    if (refused || call.cancelled || call.destroyed) return;
    try {
      work();
    } catch (error) {
      refused = true;
      answer(asRefusal(error));
    }
  };
  const hear = (message: AppendReq): void => {
    if (!options) {
      options = message.getOptions();
      if (!options) throw lacking('options');
      node.access.mustBeLetIn(call.metadata, '$w', nameOf(options.getStreamIdentifier()));
      return;
    }
    const proposed = message.getProposedMessage();
    if (!proposed) throw invalid('options twice');
    events.push(counted(proposedOf(proposed)));
  };
  const decide = (): void => {
    if (!options) throw lacking('options');
    node.mustLead(call.metadata);
    const name = nameOf(options.getStreamIdentifier());
    const expected = expectedOf(options, options.hasRevision() ? options.getRevision() : undefined);
    const outcome = node.commit(() => node.log.append(name, expected, events));
    if (outcome) answer(null, answered(name, expected, outcome));
  };
  call.on('data', (message: AppendReq) => { orRefused(() => { hear(message); }); });
  call.on('error', () => undefined);
  call.on('end', () => { setImmediate(() => { orRefused(decide); }); });
};

const answered = (name: string, expected: Expected, outcome: Outcome): AppendResp => {
  const response = new streams.AppendResp();
  if (outcome.kind === 'deleted') throw streamDeleted(name);
  if (outcome.kind === 'wrong') {
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (outcome.current === undefined) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(outcome.current));
    if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
    else wrong.setExpectedNoStream(new shared.Empty());
    return response.setWrongExpectedVersion(wrong);
  }
  const success = new streams.AppendResp.Success();
  if (outcome.revision === undefined) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(outcome.revision));
  if (outcome.position === undefined) return response.setSuccess(success.setNoPosition(new shared.Empty()));
  const position = new streams.AppendResp.Position().setCommitPosition(String(outcome.position)).setPreparePosition(String(outcome.position));
  return response.setSuccess(success.setPosition(position));
};

/** Many appends in one call, each told from the others by its correlation id. */
export const batchAppending = (node: Serving): handleBidiStreamingCall<BatchAppendReq, BatchAppendResp> => (call) => {
  const parts = new Map<string, { readonly options: BatchAppendReq.Options; readonly events: Proposed[] }>();
  call.on('end', () => { call.end(); });
  call.on('error', () => undefined);
  call.on('data', (request: BatchAppendReq) => {
    try {
      const id = idOf(request.getCorrelationId());
      const options = request.getOptions() ?? parts.get(id)?.options;
      if (!options?.hasDeadline()) throw lacking('options with a deadline');
      const events = [...parts.get(id)?.events ?? [], ...request.getProposedMessagesList().map(proposedOf)];
      parts.set(id, { options, events });
      if (!request.getIsFinal()) return;
      parts.delete(id);
      const name = nameOf(options.getStreamIdentifier());
      node.access.mustBeLetIn(call.metadata, '$w', name);
      const expected = expectedOf(options, options.hasStreamPosition() ? options.getStreamPosition() : undefined);
      events.forEach(counting(node));
      const outcome = node.commit(() => node.log.append(name, expected, events));
      const response = new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId()).setStreamIdentifier(options.getStreamIdentifier());
      if (outcome) call.write(batchAnswered(response, outcome));
    } catch (error) {
      call.emit('error', asRefusal(error));
    }
  });
};

const batchAnswered = (response: BatchAppendResp, outcome: Outcome): BatchAppendResp => {
  if (outcome.kind !== 'success') {
    const wrong = new shared.WrongExpectedVersion();
    if (outcome.kind === 'wrong' && outcome.current !== undefined) wrong.setCurrentStreamRevision(String(outcome.current));
    const details = new any.Any();
    if (outcome.kind === 'wrong') details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
    else details.pack(new shared.StreamDeleted().serializeBinary(), 'event_store.client.StreamDeleted');
    return response.setError(new statuses.Status().setMessage(outcome.kind).setDetails(details));
  }
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision ?? 0));
  const position = new shared.AllStreamPosition().setCommitPosition(String(outcome.position ?? 0)).setPreparePosition(String(outcome.position ?? 0));
  return response.setSuccess(success.setPosition(position));
};
