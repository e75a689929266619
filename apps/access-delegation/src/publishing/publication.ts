import type { TSchema } from 'typebox';
import type { DataOf as PublicDataOf, Fact, FactContract } from '#contracts';
import type { DomainEvent, EventCatalogue, Recorded, StoredEvent } from '#kernel';

type DataOf<Event extends DomainEvent<string, unknown>, Type> = Extract<Event, { type: Type }>['data'];

/** What is published of one event: the contract it keeps and its data in public form. */
type Published<Data> = { readonly contract: FactContract; readonly data: (data: Data) => unknown };

/** Every event of a stream family in its public form; leaving one out does not compile. */
export type PublicationTable<Event extends DomainEvent<string, unknown>> = { readonly [Type in Event['type']]: Published<DataOf<Event, Type>> };

/** An event whose public form is its own data, checked against the contract by the compiler. */
export const asItIs = <Type extends string, Schema extends TSchema>(contract: FactContract<Type, Schema>): Published<PublicDataOf<Schema>> =>
  ({ contract, data: (data) => data });

export type Publication = { readonly family: string; publish(stored: StoredEvent): Fact };

/** Turns the stored events of a stream family into facts, in the latest shape. @throws UnknownEvent */
export const publication = <Event extends DomainEvent<string, unknown>>(
  family: string,
  catalogue: EventCatalogue<Event>,
  table: PublicationTable<Event>,
  keyOf: (event: Recorded<Event>) => string,
): Publication => ({
  family,
  publish(stored) {
    const event = catalogue.decode(stored);
    const { contract, data } = table[event.type as Event['type']] as Published<unknown>;
    const { metadata } = stored;
    return {
      id: metadata.eventId, source: `/access-delegation/${stored.stream}`, type: contract.type, subject: metadata.subject ?? keyOf(event), time: metadata.recordedAt,
      sequence: stored.version, key: keyOf(event), data: data(event.data),
      ...(metadata.traceparent === undefined ? {} : { traceparent: metadata.traceparent }),
      recorded: {
        actor: metadata.actor,
        ...(metadata.reasonCode === undefined ? {} : { reasonCode: metadata.reasonCode }),
        ...(metadata.note === undefined ? {} : { note: metadata.note }),
        ...(metadata.decidedOn === undefined ? {} : { decidedOn: metadata.decidedOn }),
        causationId: metadata.causationId,
      },
    };
  },
});
