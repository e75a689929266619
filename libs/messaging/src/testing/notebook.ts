import type { Fact } from '#contracts';
import type { CollectionDefinition, Documents } from '#persistence';
import type { Delivery, FactHandlers } from '../delivery.js';

type Note = { readonly id: string; readonly seen: readonly number[] };
type Seat = { readonly id: string; readonly seat: string };

const notes: CollectionDefinition<Note> = { name: 'notes', indexes: [] };
const seats: CollectionDefinition<Seat> = { name: 'seats', indexes: [{ fields: ['seat'], unique: true }] };

/** Handlers that note every fact in documents, and can be told to fail. */
export class Notebook implements FactHandlers {
  /** Called before a fact is noted. */
  disturb: (fact: Fact) => void | Promise<void> = () => undefined;
  /** Called after it was noted, before the commit. */
  afterwards: (fact: Fact) => void = () => undefined;
  /** A seat that only one fact may take: the commit of a second one is refused. */
  seatOf: (fact: Fact) => string | undefined = () => undefined;
  ignored: readonly string[] = [];
  calls = 0;

  constructor(private readonly documents: Documents) {}

  handles(type: string): boolean {
    return !this.ignored.includes(type);
  }

  async handle(fact: Fact, delivery: Delivery): Promise<void> {
    this.calls += 1;
    await this.disturb(fact);
    const collection = this.documents.collection(notes);
    const before = (await delivery.documents.get(collection, fact.source))?.seen ?? [];
    delivery.documents.put(collection, { id: fact.source, seen: [...before, fact.sequence] });
    const seat = this.seatOf(fact);
    if (seat !== undefined) delivery.documents.put(this.documents.collection(seats), { id: fact.id, seat });
    this.afterwards(fact);
  }

  /** The sequences noted of a source, as committed. */
  async seen(source: string): Promise<readonly number[]> {
    return (await this.documents.collection(notes).get(source))?.seen ?? [];
  }
}
