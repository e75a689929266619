import type { JsonObject, Snapshot, Snapshots } from '#kernel';
import type { Collection, CollectionDefinition, Documents } from '#persistence';

type SnapshotDocument = { readonly id: string; readonly snapshot: JsonObject };

const snapshotsCollection: CollectionDefinition<SnapshotDocument> = { name: 'snapshots', indexes: [] };

/** Folded streams among a service's documents: what is lost here is folded again from the events. */
export class SnapshotDocuments implements Snapshots {
  private readonly snapshots: Collection<SnapshotDocument>;

  constructor(private readonly documents: Documents) {
    this.snapshots = documents.collection(snapshotsCollection);
  }

  async load(stream: string): Promise<Snapshot<unknown> | undefined> {
    return (await this.snapshots.get(stream))?.snapshot as Snapshot<unknown> | undefined;
  }

  async save(stream: string, snapshot: Snapshot<unknown>): Promise<void> {
    await this.documents.commit([{ collection: snapshotsCollection.name, put: { id: stream, snapshot: snapshot as unknown as JsonObject } }]);
  }
}
