import type { EventStore } from '#kernel';
import type { Collection, CollectionDefinition, Documents } from '#persistence';
import { LEDGER, messageIn } from '../domain/ledger-entry.js';
import { nothingYet, progressAfter, type LedgerProgress } from '../domain/ledger-progress.js';

type SavedProgress = LedgerProgress & { readonly id: string };
const savedProgress: CollectionDefinition<SavedProgress> = { name: 'ledger-offsets', indexes: [] };

const PAGE = 1_000;

/** How far the ledger has come: what the store holds decides, a document saves reading it from the beginning. */
export class LedgerOffsets {
  private readonly saved: Collection<SavedProgress>;

  constructor(private readonly store: EventStore, private readonly documents: Documents) {
    this.saved = documents.collection(savedProgress);
  }

  /** What was saved and the tail of the ledger after it. */
  async load(): Promise<LedgerProgress> {
    let progress: LedgerProgress = await this.saved.get(LEDGER) ?? nothingYet;
    for (let full = true; full;) {
      const tail = await this.store.read(LEDGER, { after: progress.version, limit: PAGE });
      progress = progressAfter(progress, tail.map(({ data }) => messageIn(data)));
      full = tail.length === PAGE;
    }
    return progress;
  }

  async save({ version, offsets }: LedgerProgress): Promise<void> {
    await this.documents.commit([{ collection: savedProgress.name, put: { id: LEDGER, version, offsets } }]);
  }
}
