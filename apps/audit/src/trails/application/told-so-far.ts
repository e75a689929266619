import { followerPositions, type ServiceInfrastructure } from '#hosting';
import { START, type Extent } from '#kernel';
import type { Offsets } from '#messaging';
import type { Told } from '../../viewing/application/admission.js';
import type { TrailDocuments } from './trail-documents.js';
import { TRAIL } from './trail-generation.js';

/**
 * What histories have come to. A trail that is told from the beginning leaves things out until it has come to the end, also
 * where another instance tells it: what the store held when this one was first asked has to be told before it answers.
 */
export class ToldSoFar implements Told {
  private held: Extent | undefined;
  private complete = false;

  constructor(private readonly from: Pick<ServiceInfrastructure, 'store' | 'documents'>, private readonly trail: TrailDocuments) {}

  versionOf(stream: string): Promise<number> {
    return this.trail.versionOf(stream);
  }

  offsets(): Promise<Offsets> {
    return this.trail.offsets();
  }

  async isComplete(): Promise<boolean> {
    if (this.complete) return true;
    this.held ??= await this.from.store.extent(START);
    const kept = await this.from.documents.collection(followerPositions).get(TRAIL);
    this.complete = this.held.isWithin(kept?.position ?? START);
    return this.complete;
  }
}
