import type { Collection } from '#persistence';
import type { Notes, OpenedNote } from '#personal-data';
import type { TitlesKnown } from '../domain/catalogue-titles.js';
import type { Sight } from '../../viewing/application/admission.js';
import { nameOf } from '../domain/received-fact.js';
import { asRecorded, ledgerIndexOf, type TrailEntry, type TrailFacts } from '../domain/trail-entry.js';
import type { CatalogueTitles } from './catalogue-titles.js';
import { capacityInFrench, momentInFrench, reasonInFrench, toldInFrench } from './told-in-french.js';

/** By what an entry can be checked: the event, its place in its stream and its index in the ledger. */
export type Evidence = { readonly eventId: string; readonly source: string; readonly sequence: number; readonly ledgerIndex: number };
export type ItemNote = { readonly state: OpenedNote['outcome']; readonly text: string | null };
export type ItemEnd = { readonly at: string; readonly by: string; readonly text: string; readonly evidence: Evidence };

/** An entry as a reader sees it. */
export type TrailItem = {
  readonly id: string;
  readonly at: string;
  readonly when: string;
  readonly type: string;
  readonly key: string;
  readonly text: string;
  readonly facts: TrailFacts;
  readonly authorityId: string | null;
  readonly personId: string | null;
  readonly actor: { readonly kind: string; readonly id: string; readonly capacity: string; readonly capacityText: string };
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  readonly note: ItemNote | null;
  readonly ended: ItemEnd | null;
  readonly evidence: Evidence;
};

const evidenceOf = (entry: TrailEntry): Evidence =>
  ({ eventId: entry.eventId, source: entry.source, sequence: entry.sequence, ledgerIndex: ledgerIndexOf(entry) });

/** Puts entries in words, notes in clear where their subject was not erased. */
export class TrailItems {
  constructor(private readonly entries: Collection<TrailEntry>, private readonly notes: Notes, private readonly titles: CatalogueTitles) {}

  /** An end told after `upTo` is not shown, and nothing that came after the act itself where sight does not reach. */
  async told(all: readonly TrailEntry[], upTo: number, sight: Sight): Promise<readonly TrailItem[]> {
    const entries = all.map((entry) => (sight(entry.authorityId) ? entry : asRecorded(entry)));
    const ids = new Set(entries.flatMap(({ ended }) => (ended && Number(ended.entryId) <= upTo ? [ended.entryId] : [])));
    const endings = new Map((await this.entries.getMany([...ids])).map((ending) => [ending.id, ending]));
    const titles = await this.titles.of([...entries, ...endings.values()]);
    return Promise.all(entries.map((entry) => this.item(entry, endings, titles)));
  }

  private async item(entry: TrailEntry, endings: ReadonlyMap<string, TrailEntry>, titles: TitlesKnown): Promise<TrailItem> {
    const { id, at, type, facts, authorityId, personId, actorKind, actorId, capacity, reasonCode } = entry;
    return {
      id, at, when: momentInFrench(at), type, key: nameOf(type), text: toldInFrench(entry, titles), facts, authorityId, personId,
      actor: { kind: actorKind, id: actorId, capacity, capacityText: capacityInFrench(capacity) },
      reasonCode, reasonText: reasonCode === null ? null : reasonInFrench(reasonCode), note: await this.note(entry), ended: endOf(entry, endings, titles), evidence: evidenceOf(entry),
    };
  }

  private async note({ note, eventId, noteSubject }: TrailEntry): Promise<ItemNote | null> {
    if (note === null) return null;
    const opened = await this.notes.open(note, { eventId, field: 'note', subject: noteSubject });
    return { state: opened.outcome, text: opened.outcome === 'clear' ? opened.note : null };
  }
}

const endOf = ({ ended }: TrailEntry, endings: ReadonlyMap<string, TrailEntry>, titles: TitlesKnown): ItemEnd | null => {
  const ending = ended && endings.get(ended.entryId);
  return ending ? { at: ended.at, by: ending.actorId, text: toldInFrench(ending, titles), evidence: evidenceOf(ending) } : null;
};
