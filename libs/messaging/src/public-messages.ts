import { ownsTopic, topicsOf, type Fact } from '#contracts';
import type { StoredEvent } from '#kernel';
import { toMessage } from './cloud-events.js';
import type { OutgoingMessage } from './message.js';

export type Publishing = {
  readonly service: string;
  /** The public form of every event of a published stream; events of other streams are private and never passed. */
  readonly publication: (stored: StoredEvent) => Fact;
  readonly publicUrl: string;
};

/** What is sent of these events. @throws UnfaithfulPublication, BadMessage, and whatever a publication throws at an event that it does not know. */
export const publicMessages = (events: readonly StoredEvent[], { service, publication, publicUrl }: Publishing): readonly OutgoingMessage[] => {
  const topics = topicsOf(service);
  const sourceOf = (stream: string): string => `/${service}/${stream}`;
  return events
    .filter(({ stream }) => topics.some((topic) => ownsTopic(sourceOf(stream), topic)))
    .map((stored) => toMessage(faithful(publication(stored), stored, sourceOf(stored.stream)), publicUrl));
};

const faithful = (fact: Fact, stored: StoredEvent, source: string): Fact => {
  const { metadata, version } = stored;
  const same = fact.id === metadata.eventId && fact.source === source && fact.sequence === version && fact.time === metadata.recordedAt;
  if (!same) throw new UnfaithfulPublication(stored);
  return fact;
};

/** A publication function gave an event another identity, place or time: consumers would take it for something else. */
export class UnfaithfulPublication extends Error {
  override readonly name = 'UnfaithfulPublication';
  constructor({ stream, version, type }: StoredEvent) {
    super(`${type} of ${stream} at ${String(version)} was given another id, source, sequence or time`);
  }
}
