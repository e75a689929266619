import type { AuthorityType, Fact, StaffFunction } from '#contracts';
import type { Instant } from '#kernel';
import { whatMay, whoMay } from './access-lists.js';
import { AccessState } from './access-state.js';
import { applyFact, type Applied } from './apply-fact.js';
import { belongsFrom, type AuthorityAccess } from './authority-access.js';
import { decide, explain } from './decisions.js';
import { grantsHeld } from './grants-held.js';
import { NEVER, runs } from './instants.js';
import type { AccessQuestion, Decision, Explanation, GrantHeld, Holder, HoldersQuestion, Holdings, HoldingsQuestion } from './questions.js';
import { readSnapshot, writeSnapshot, type AccessSnapshot } from './snapshot.js';
import { authoritySource, CATALOGUE, CHARTER, STAFF, withdrawalSource } from './sources.js';
import { inScope, type StaffMatter } from './staff-view.js';
import { tenuresIn } from './tenures.js';

export type AuthorityParticulars = { readonly type: AuthorityType; readonly province: string | null; readonly open: boolean; readonly successorId: string | null };

/**
 * Answers who may do what, now and in the future, from published facts alone.
 *
 * Every question carries its instant. What opens, opens when it was recorded; what closes is closed for every instant as
 * soon as it was applied, so an instant before `newestRecordedAt` never gets a yes that was taken away since.
 * Lists are complete. A question that rests on a parked source is answered `unavailable` by `may` and `explain`, and
 * refused by all others with a `DomainError` of kind `unavailable`.
 */
export class AccessIndex {
  private state = new AccessState();

  /** @throws SnapshotOfAnotherShape */
  static load(snapshot: AccessSnapshot): AccessIndex {
    const index = new AccessIndex();
    index.state = readSnapshot(snapshot);
    return index;
  }

  snapshot(): AccessSnapshot {
    return writeSnapshot(this.state);
  }

  apply(fact: Fact): Applied {
    return applyFact(this.state, fact);
  }

  /** Something of this source up to `sequence` could not be handed over: no answers from it until that was applied. */
  park(source: string, sequence: number): void {
    this.state.versions.park(source, sequence);
  }

  get parked(): readonly string[] {
    return this.state.versions.parked;
  }

  appliedVersion(source: string): number {
    return this.state.versions.of(source);
  }

  /** Empty before the first fact. */
  get newestRecordedAt(): Instant {
    return this.state.versions.newestRecordedAt;
  }

  may(question: AccessQuestion): Decision {
    return decide(this.state, question);
  }

  explain(question: AccessQuestion): Explanation {
    return explain(this.state, question);
  }

  whoMay(question: HoldersQuestion): readonly Holder[] {
    return whoMay(this.state, question);
  }

  whatMay(question: HoldingsQuestion): readonly Holdings[] {
    return whatMay(this.state, question);
  }

  /** What members of this authority hold in it, open or not; members of a successor are asked for there. */
  grantsHeld(authorityId: string, at: Instant): readonly GrantHeld[] {
    return grantsHeld(this.state, authorityId, at);
  }

  /** Holds an active mandate. */
  manages(personId: string, authorityId: string, at: Instant): boolean {
    return this.hasTenure(personId, authorityId, at, false);
  }

  /** BR-15: held a mandate that ran out less than 30 days ago, lacks nothing else, and nobody manages: may look, suspend and revoke, not grant. */
  managesInGrace(personId: string, authorityId: string, at: Instant): boolean {
    return this.hasTenure(personId, authorityId, at, true) && !this.isManaged(authorityId, at);
  }

  /** A membership runs, suspended or not. */
  belongsTo(personId: string, authorityId: string, at: Instant): boolean {
    const authority = this.whole(authorityId);
    const person = this.state.people.find(personId);
    return authority !== undefined && person !== undefined && authority.membershipsOf(person).some((member) => belongsFrom(member) <= at && at < member.until);
  }

  /** Is a recorded signatory of the authority whom the Region has not withdrawn. */
  holdsOffice(personId: string, authorityId: string): boolean {
    const holders = [...(this.whole(authorityId)?.officeHolders.values() ?? [])];
    return holders.includes(personId) && !this.isWithdrawn(personId, authorityId);
  }

  /** Where the person is a recorded signatory, withdrawn or not. Complete or refused. */
  officesOf(personId: string): readonly string[] {
    this.state.versions.requireWholeAuthorities();
    return [...this.state.authorities.values()].filter(({ officeHolders }) => [...officeHolders.values()].includes(personId)).map(({ id }) => id);
  }

  /** Acts for the Region in this function, there and on that, and is not withdrawn everywhere. */
  staff(personId: string, held: StaffFunction, matter: StaffMatter = {}): boolean {
    this.state.versions.requireWhole(() => [STAFF]);
    const appointment = this.state.staff.find(personId, held);
    return appointment !== undefined && inScope(appointment.scope, matter) && !this.isWithdrawn(personId, null);
  }

  /** The subject of a category, `null` when there is no such category. */
  subjectOf(category: string): string | null {
    this.state.versions.requireWhole(() => [CATALOGUE]);
    return this.state.catalogue.find(category)?.subject ?? null;
  }

  authority(authorityId: string): AuthorityParticulars | undefined {
    const authority = this.whole(authorityId);
    if (!authority || authority.type === null) return undefined;
    return { type: authority.type, province: authority.province, open: authority.openFrom !== NEVER, successorId: authority.merger?.successorId ?? null };
  }

  /** What the authority was merged into in the end, whose members read what was there (BR-06); itself where it was not merged. */
  finalSuccessor(authorityId: string): string {
    const line = this.state.withSuccessors(authorityId);
    this.state.versions.requireWhole(() => line.map(authoritySource));
    return line.at(-1) ?? authorityId;
  }

  private hasTenure(personId: string, authorityId: string, at: Instant, inGrace: boolean): boolean {
    this.state.versions.requireWhole(() => [CHARTER, withdrawalSource(personId)]);
    const authority = this.whole(authorityId);
    return authority !== undefined && tenuresIn(this.state, authority).some((tenure) => tenure.personId === personId && tenure.inGrace === inGrace && runs(tenure, at));
  }

  private isManaged(authorityId: string, at: Instant): boolean {
    const authority = this.whole(authorityId);
    return authority !== undefined && tenuresIn(this.state, authority).some((tenure) => !tenure.inGrace && runs(tenure, at));
  }

  private isWithdrawn(personId: string, authorityId: string | null): boolean {
    this.state.versions.requireWhole(() => [withdrawalSource(personId)]);
    const person = this.state.people.find(personId);
    return person !== undefined && this.state.withdrawals.clearFrom(person, authorityId) === NEVER;
  }

  private whole(authorityId: string): AuthorityAccess | undefined {
    this.state.versions.requireWhole(() => [authoritySource(authorityId)]);
    return this.state.authorities.get(authorityId);
  }
}
