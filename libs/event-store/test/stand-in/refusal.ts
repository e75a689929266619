import { Metadata, status, type StatusObject } from '@grpc/grpc-js';

/** An error as the server words it: what the client looks at travels in the trailers. */
export class Refusal extends Error implements StatusObject {
  override readonly name = 'Refusal';
  readonly metadata = new Metadata();

  constructor(readonly code: status, readonly details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details);
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }
}

export const invalid = (details: string): Refusal => new Refusal(status.INVALID_ARGUMENT, details);
export const lacking = (field: string): Refusal => invalid(`${field} is missing`);
export const accessDenied = (): Refusal => new Refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
export const streamDeleted = (stream: string): Refusal =>
  new Refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': stream });
export const tooLarge = (limit: number): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(limit)} Exceeded.`, { exception: 'maximum-append-size-exceeded', 'maximum-append-size': String(limit) });
export const eventTooLarge = (id: string, size: number, limit: number): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Event with Id: ${id}, Size: ${String(size)}, exceeds Maximum Append Event Size of ${String(limit)}.`, {
    exception: 'maximum-append-event-size-exceeded', 'maximum-append-event-size': String(limit), 'event-id': id, 'proposed-append-event-size': String(size),
  });
/** A read of `$all` says no more, where a subscription says that its argument is invalid. */
export const betweenEntries = (): Refusal => new Refusal(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition');
export const notLeader = (host: string, port: number): Refusal =>
  new Refusal(status.NOT_FOUND, 'Leader info available', { exception: 'not-leader', 'leader-endpoint-host': host, 'leader-endpoint-port': String(port) });
/** Neither is there a leader nor a name of one. */
export const noLeader = (): Refusal => new Refusal(status.UNKNOWN, 'No leader info available in response');

export const asRefusal = (error: unknown): Refusal => (error instanceof Refusal ? error : new Refusal(status.UNKNOWN, String(error)));
