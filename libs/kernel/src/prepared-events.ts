import type { AggregateOptions } from './aggregate-options.js';
import type { CommandContext } from './command-context.js';
import type { Decision } from './decider.js';
import type { DomainEvent, NewEvent, StreamVersion } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import type { JsonObject } from './json.js';

/** `version`: the stream's before the events. */
type Around = StreamVersion & { readonly context: CommandContext; readonly decidedOn: readonly StreamVersion[] };

/**
 * What a decision came to, who decided it in which standing, and the note sealed. Ids are those of the command at this place of
 * the stream: a retry derives them again, and a command repeated after it was forgotten makes events of its own.
 */
export const preparedEvents = <Event extends DomainEvent<string, unknown>>(
  { events, as }: Decision<Event>,
  catalogue: EventCatalogue<Event>,
  { deriveId, sealNote }: Pick<AggregateOptions, 'deriveId' | 'sealNote'>,
  { stream, version, context, decidedOn }: Around,
): Promise<readonly NewEvent[]> => {
  const { commandId, bodyHash, correlationId, causationId, traceparent } = context;
  const common = {
    commandId, bodyHash, correlationId, causationId, ...(traceparent === undefined ? {} : { traceparent }),
    actor: { ...context.actor, ...as }, ...(decidedOn.length > 0 ? { decidedOn } : {}),
  };
  const itself = idIn(stream);
  const concernsStream = (event: Event | undefined): boolean => (event?.subject ?? itself) === itself;
  const aboutStream = concernsStream(events[0]);
  return Promise.all(events.map(async (event, index) => {
    const { type, data, subject = itself, reasonCode = context.reasonCode } = event;
    // What was said of a person is erased with the key of that person: what follows for the stream does not keep it.
    const { note = concernsStream(event) && !aboutStream ? undefined : context.note } = event;
    const eventId = deriveId(commandId, `${stream}/${String(version + index + 1)}`);
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
