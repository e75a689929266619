import { randomUUID } from 'node:crypto';
import { refusals, WrongExpectedVersion, type Actor, type Clock, type EventStore, type JsonObject, type NewEvent } from '#kernel';

/** Who looked, in which capacity, and at what. */
export type Consultation = {
  readonly actor: Actor;
  readonly capacity: string;
  readonly correlationId: string;
  /** Which trail and which part of it; ids and instants only. */
  readonly what: JsonObject;
};

type Waiting = { readonly event: NewEvent; readonly resolve: () => void; readonly reject: (error: unknown) => void };

export const refuseConsultation = refusals({
  'consultation-not-recorded': ['unavailable', 'That you looked could not be recorded, and so nothing is shown; ask again.'],
});

const ATTEMPTS = 4;
/** How many share an append: a store may take no more at once than one large event. */
const MOST = 500;

/**
 * Looking is recorded before what was looked at is shown; those who look at once share an append. Each instance has its
 * own stream of a month, so that none is overtaken by others however busy they are.
 */
export class Consultations {
  private readonly waiting: Waiting[] = [];
  private writing = false;
  private versions = new Map<string, number>();
  private readonly instance = randomUUID();

  constructor(private readonly store: EventStore, private readonly clock: Clock) {}

  record(consultation: Consultation): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ event: eventOf(consultation), resolve, reject });
      if (!this.writing) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST);
      try {
        await this.append(`consultations-${this.clock.now().slice(0, 7)}-${this.instance}`, batch.map(({ event }) => event));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.writing = false;
  }

  private async append(stream: string, events: readonly NewEvent[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const version = this.versions.get(stream) ?? (await this.store.read(stream, { backwards: true, limit: 1 }))[0]?.version ?? 0;
      // Until it is known what was appended, the next attempt reads the version again.
      this.versions = new Map();
      try {
        await this.store.append(stream, events, version);
        this.versions = new Map([[stream, version + events.length]]);
        return;
      } catch (error) {
        // Only an append of its own of which it was not known whether it was recorded, and which came late.
        if (!(error instanceof WrongExpectedVersion)) throw error;
        if (attempt === ATTEMPTS) throw refuseConsultation('consultation-not-recorded');
      }
    }
  }
}

const eventOf = ({ actor, capacity, correlationId, what }: Consultation): NewEvent => ({
  type: 'TrailConsulted', data: { by: actor.id, what },
  metadata: { eventId: randomUUID(), commandId: randomUUID(), bodyHash: '', schemaVersion: 1, correlationId, causationId: correlationId, actor: { ...actor, capacity } },
});
