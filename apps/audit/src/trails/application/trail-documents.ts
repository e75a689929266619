import type { StoredEvent } from '#kernel';
import type { Offsets } from '#messaging';
import type { Collection, CollectionDefinition, Documents, UnitOfWork } from '#persistence';
import { isLedgerEntry, messageIn } from '../../ledger/domain/ledger-entry.js';
import { nothingYet, progressAfter } from '../../ledger/domain/ledger-progress.js';
import { namedBy, type TrailChange, type TrailEntry, type TrailPerson, type TrailReference } from '../domain/trail-entry.js';
import { copied, personToKnow } from '../domain/regional-withdrawals.js';
import { streamOf } from '../domain/received-fact.js';
import { trailOf } from '../domain/trail.projection.js';
import { over, referenceId, referencesOf } from '../domain/trail-references.js';
import { AccessHistory } from './access-history.js';
import { CatalogueTitles } from './catalogue-titles.js';
import { factIn } from './fact-in-message.js';
import { inTrail } from './trail-generation.js';

/** The last version told of a stream, by its name: what a consistency token speaks of. */
export type ToldVersion = { readonly id: string; readonly version: number };

/** Up to where the log is told: written with what is, so that it can be held against what is published. */
type ToldOffsets = { readonly id: string; readonly offsets: Offsets };

// What is told in several authorities is told once of the person, and once of who did it; some of it is told of neither.
const owners = [['authorityId'], ['personId', 'copyOf'], ['actorId', 'copyOf'], ['authorityId', 'personId']] as const;

export const trailCollection: CollectionDefinition<TrailEntry> = {
  name: inTrail('entries'),
  // In the order of the ledger, and in that of time.
  indexes: owners.flatMap((owner) => [{ fields: [...owner, 'id'] as const }, { fields: [...owner, 'at'] as const }]),
};
const personsCollection: CollectionDefinition<TrailPerson> = { name: inTrail('persons'), indexes: [] };
const referencesCollection: CollectionDefinition<TrailReference> = { name: inTrail('references'), indexes: [] };
const toldCollection: CollectionDefinition<ToldVersion> = { name: inTrail('versions'), indexes: [] };
const offsetsCollection: CollectionDefinition<ToldOffsets> = { name: inTrail('offsets'), indexes: [] };
const OFFSETS = 'offsets';

/** All that is derived from the ledger. */
export const trailCollections = [offsetsCollection.name, toldCollection.name, referencesCollection.name, personsCollection.name, trailCollection.name, AccessHistory.collection, CatalogueTitles.collection] as const;

/** What is read of the ledger as histories: written from its events alone, in their order. */
export class TrailDocuments {
  readonly entries: Collection<TrailEntry>;
  readonly history: AccessHistory;
  readonly titles: CatalogueTitles;
  private readonly references: Collection<TrailReference>;
  private readonly persons: Collection<TrailPerson>;
  private readonly told: Collection<ToldVersion>;
  private readonly toldOffsets: Collection<ToldOffsets>;

  constructor(documents: Documents) {
    this.entries = documents.collection(trailCollection);
    this.history = new AccessHistory(documents);
    this.titles = new CatalogueTitles(documents);
    this.references = documents.collection(referencesCollection);
    this.persons = documents.collection(personsCollection);
    this.told = documents.collection(toldCollection);
    this.toldOffsets = documents.collection(offsetsCollection);
  }

  async versionOf(stream: string): Promise<number> {
    return (await this.told.get(stream))?.version ?? 0;
  }

  async offsets(): Promise<Offsets> {
    return (await this.toldOffsets.get(OFFSETS))?.offsets ?? {};
  }

  /** The entries that tell these grants. */
  async grants(grantIds: readonly string[]): Promise<readonly TrailEntry[]> {
    const references = await this.references.getMany(grantIds.map((id) => referenceId('grant', id)));
    return this.entries.getMany(references.map(({ entryId }) => entryId));
  }

  async project(events: readonly StoredEvent[], unit: UnitOfWork): Promise<void> {
    const entries = events.filter(isLedgerEntry);
    for (const entry of entries) await this.tell(entry, unit);
    if (entries.length > 0) await this.reach(entries, unit);
  }

  private async reach(entries: readonly StoredEvent[], unit: UnitOfWork): Promise<void> {
    const offsets = (await unit.get(this.toldOffsets, OFFSETS))?.offsets ?? {};
    unit.put(this.toldOffsets, { id: OFFSETS, offsets: progressAfter({ ...nothingYet, offsets }, entries.map(({ data }) => messageIn(data))).offsets });
  }

  /** A fact that was published twice is told once; what is no fact stays in the ledger alone. */
  private async tell({ version: index, data }: StoredEvent, unit: UnitOfWork): Promise<void> {
    const fact = factIn(messageIn(data));
    if (!fact) return;
    const stream = streamOf(fact.source);
    if (fact.sequence <= ((await unit.get(this.told, stream))?.version ?? 0)) return;
    const known = await Promise.all(referencesOf(fact).map((id) => unit.get(this.references, id)));
    const personId = personToKnow(fact);
    const person = personId === undefined ? undefined : await unit.get(this.persons, personId);
    await this.put(trailOf(index, fact, known.filter((reference) => reference !== undefined), person), unit);
    this.history.keep(fact, unit);
    await this.titles.keep(fact, unit);
    unit.put(this.told, { id: stream, version: fact.sequence });
  }

  private async put({ entry, references, ends, names, persons, copies, retracted }: TrailChange, unit: UnitOfWork): Promise<void> {
    unit.put(this.entries, entry);
    for (const person of persons) unit.put(this.persons, person);
    for (const id of retracted) unit.remove(this.entries, id);
    for (const copy of copies) await this.change(copy.entryId, unit, (original) => copied(original, copy, entry));
    for (const reference of references) unit.put(this.references, reference);
    for (const id of ends) await this.change(id, unit, (before) => over(before, entry));
    for (const id of names) await this.change(id, unit, (before) => namedBy(before, entry));
  }

  private async change(id: string, unit: UnitOfWork, change: (before: TrailEntry) => TrailEntry): Promise<void> {
    const before = await unit.get(this.entries, id);
    if (before) unit.put(this.entries, change(before));
  }
}
