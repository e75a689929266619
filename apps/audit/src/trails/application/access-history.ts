import { AccessIndex, type GrantHeld } from '#access-index';
import type { Fact } from '#contracts';
import { plus, type Instant, type JsonObject } from '#kernel';
import type { Collection, CollectionDefinition, Documents, UnitOfWork } from '#persistence';
import { streamOf, type ReceivedFact } from '../domain/received-fact.js';
import { inTrail } from './trail-generation.js';

/** A published fact as it came, in the order of its stream. */
type KeptFact = { readonly id: string; readonly stream: string; readonly at: string; readonly fact: JsonObject };

const CATALOGUE = 'catalogue';
const withdrawalsOf = (personId: string): string => `withdrawal-${personId}`;
/** What decides whether a grant opens, of all that is published. */
const decidesAccess = (stream: string): boolean => stream === CATALOGUE || ['authority-', 'withdrawal-'].some((family) => stream.startsWith(family));

const keptFacts: CollectionDefinition<KeptFact> = { name: inTrail('access-facts'), indexes: [{ fields: ['stream', 'at'] }] };
const PAGE = 1_000;

/** What access rested on, so that the one decision function answers for any past instant. */
export class AccessHistory {
  static readonly collection = keptFacts.name;
  private readonly kept: Collection<KeptFact>;

  constructor(documents: Documents) {
    this.kept = documents.collection(keptFacts);
  }

  keep(fact: ReceivedFact, unit: UnitOfWork): void {
    const stream = streamOf(fact.source);
    if (!decidesAccess(stream)) return;
    const id = `${stream}/${String(fact.sequence).padStart(20, '0')}`;
    unit.put(this.kept, { id, stream, at: fact.time, fact: fact as unknown as JsonObject });
  }

  /** What was held in the authority at that instant, as it was recorded by then. @throws `access-unavailable` */
  async grantsHeld(authorityId: string, asOf: Instant): Promise<readonly GrantHeld[]> {
    const index = new AccessIndex();
    for (const stream of [CATALOGUE, `authority-${authorityId}`]) await this.apply(index, stream, asOf);
    const held = new Set(index.grantsHeld(authorityId, asOf).map(({ personId }) => personId));
    for (const personId of held) if (personId !== null) await this.apply(index, withdrawalsOf(personId), asOf);
    return index.grantsHeld(authorityId, asOf);
  }

  private async apply(index: AccessIndex, stream: string, asOf: Instant): Promise<void> {
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const { items, next } = await this.kept.find({
        where: { stream }, range: { field: 'at', until: plus(asOf, 1) }, orderBy: ['at'], limit: PAGE, ...(after === undefined ? {} : { after }),
      });
      for (const { fact } of items) index.apply(fact as unknown as Fact);
      after = next;
    }
  }
}
