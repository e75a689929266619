import type { AggregateOptions } from './aggregate-options.js';
import type { CommandContext } from './command-context.js';
import type { Decision } from './decider.js';
import type { DomainEvent, NewEvent, StreamVersion } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import type { JsonObject } from './json.js';

type Around = { readonly stream: string; readonly context: CommandContext; readonly decidedOn: readonly StreamVersion[] };

/** What a decision came to, with ids that a retry derives again, who decided it in which standing, and the note sealed. */
export const preparedEvents = <Event extends DomainEvent<string, unknown>>(
  { events, as }: Decision<Event>,
  catalogue: EventCatalogue<Event>,
  { deriveId, sealNote }: Pick<AggregateOptions, 'deriveId' | 'sealNote'>,
  { stream, context, decidedOn }: Around,
): Promise<readonly NewEvent[]> => {
  const { commandId, bodyHash, correlationId, causationId, traceparent } = context;
  const common = {
    commandId, bodyHash, correlationId, causationId, ...(traceparent === undefined ? {} : { traceparent }),
    actor: { ...context.actor, ...as }, ...(decidedOn.length > 0 ? { decidedOn } : {}),
  };
  return Promise.all(events.map(async ({ type, data, subject = idIn(stream), reasonCode = context.reasonCode, note = context.note }, index) => {
    const eventId = deriveId(commandId, `${stream}/${String(index)}`);
    return {
      type,
      data: data as JsonObject,
      metadata: {
        eventId, ...common, subject, schemaVersion: catalogue.versionOf(type),
        ...(reasonCode === undefined ? {} : { reasonCode }),
        ...(note === undefined ? {} : { note: await sealNote(note, { eventId, subject }) }),
      },
    };
  }));
};

/** Without anybody in particular an event concerns what its stream is about. */
const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
