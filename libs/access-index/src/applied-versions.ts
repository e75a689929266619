import { refusals, type Instant } from '#kernel';
import { ALWAYS, later } from './instants.js';
import { isAuthoritySource } from './sources.js';

export const refuseAccess = refusals({
  'access-unavailable': ['unavailable', 'Facts about this access are missing; no answer until they are here: ask again later.'],
});

export type VersionsSnapshot = {
  readonly newestRecordedAt: Instant;
  readonly applied: readonly (readonly [source: string, version: number])[];
  readonly heardOf: readonly (readonly [source: string, version: number])[];
};

/** How far each source was applied, and which are parked: a later fact was heard of than could be applied. */
export class AppliedVersions {
  newestRecordedAt: Instant;
  private readonly applied: Map<string, number>;
  private readonly heardOf: Map<string, number>;

  constructor({ newestRecordedAt, applied, heardOf }: VersionsSnapshot = { newestRecordedAt: ALWAYS, applied: [], heardOf: [] }) {
    this.newestRecordedAt = newestRecordedAt;
    this.applied = new Map(applied);
    this.heardOf = new Map(heardOf);
  }

  of(source: string): number {
    return this.applied.get(source) ?? 0;
  }

  advance(source: string, version: number, recordedAt: Instant): void {
    this.applied.set(source, version);
    this.newestRecordedAt = later(this.newestRecordedAt, recordedAt);
    if (version >= (this.heardOf.get(source) ?? 0)) this.heardOf.delete(source);
  }

  park(source: string, version: number): void {
    if (version > Math.max(this.of(source), this.heardOf.get(source) ?? 0)) this.heardOf.set(source, version);
  }

  get parked(): readonly string[] {
    return [...this.heardOf.keys()];
  }

  /** The sources are only named when something is parked at all. */
  anyParked(sources: () => readonly string[]): boolean {
    return this.heardOf.size > 0 && sources().some((source) => this.heardOf.has(source));
  }

  /** Refuses to answer from a source of which something is missing: an incomplete answer would look like a complete one. */
  requireWhole(sources: () => readonly string[]): void {
    if (this.anyParked(sources)) throw refuseAccess('access-unavailable');
  }

  requireWholeAuthorities(): void {
    if (this.heardOf.size > 0 && this.parked.some(isAuthoritySource)) throw refuseAccess('access-unavailable');
  }

  snapshot(): VersionsSnapshot {
    return { newestRecordedAt: this.newestRecordedAt, applied: [...this.applied], heardOf: [...this.heardOf] };
  }
}
