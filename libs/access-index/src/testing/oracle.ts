import type { AccessDelegationFact, AccessRole, Action, Fact, StaffFunction } from '#contracts';
import type { Assurance, Instant } from '#kernel';

type Type = AccessDelegationFact['type'] extends `access-delegation.${infer Name}.v1` ? Name : never;
type Of<Name extends Type> = Extract<AccessDelegationFact, { readonly type: `access-delegation.${Name}.v1` }>;
export type OracleQuestion = { personId: string; action: Action; authorityId: string; category: string; at: Instant; assurance?: Assurance | undefined };

type MandateChange = 'mandate-suspended' | 'mandate-resumed' | 'mandate-ended' | 'charter-accepted';
type MemberChange = 'member-identified' | 'member-suspended' | 'member-resumed' | 'member-left' | 'membership-extended' | 'access-granted' | 'access-revoked' | 'access-expired';

const ROLES: Record<Action, readonly AccessRole[]> = { read: ['READER', 'EDITOR', 'VALIDATOR', 'SUBMITTER'], edit: ['EDITOR'], validate: ['VALIDATOR'], submit: ['SUBMITTER'] };
const RANK = ['none', 'low', 'substantial', 'high'];
const MONTH = 30 * 24 * 60 * 60 * 1000;

/** The access model written as its page says it, with filters over all facts: slow, and hard to get wrong. */
export class Oracle {
  constructor(private readonly facts: readonly Fact[]) {}

  may({ personId, action, authorityId, category, at, assurance }: OracleQuestion): boolean {
    const hosts = this.isOpen(authorityId, at) ? [authorityId] : action === 'read' ? this.successorsOpen(authorityId, at) : [];
    return hosts.some((host) =>
      !this.isWithdrawn(personId, authorityId, at) && !this.isWithdrawn(personId, host, at)
      && this.isOffered(category, authorityId, at)
      && this.members(host).some((member) => this.isRunning(member, personId, at) && !this.isSuspended(member, at) && this.grants(member).some((granted) =>
        this.isGrantRunning(granted, at) && ROLES[action].includes(granted.data.role) && this.covers(granted, category)))
      && (assurance === undefined || RANK.indexOf(assurance) >= RANK.indexOf(this.asks(action, category))));
  }

  belongsTo(personId: string, authorityId: string, at: Instant): boolean {
    return this.members(authorityId).some((member) => this.isRunning(member, personId, at));
  }

  manages(personId: string, authorityId: string, at: Instant): boolean {
    return this.hasMandate(personId, authorityId, at, (until) => at < until);
  }

  managesInGrace(personId: string, authorityId: string, at: Instant): boolean {
    return this.hasMandate(personId, authorityId, at, (until) => until <= at && Date.parse(at) < Date.parse(until) + MONTH)
      && !this.of(authorityId, 'mandate-started').some(({ data }) => this.manages(data.personId, authorityId, at));
  }

  /** With all that gives it power but its time, of which `isTime` judges by when it ran out. */
  private hasMandate(personId: string, authorityId: string, at: Instant, isTime: (until: Instant) => boolean): boolean {
    return this.of(authorityId, 'mandate-started').some((started, index, all) => {
      const { mandateId, memberId, from, until } = started.data;
      if (all.slice(index + 1).some((again) => again.data.mandateId === mandateId)) return false;
      const about = <Name extends MandateChange>(...names: Name[]): Of<Name>[] => (this.of<MandateChange>(authorityId, ...names))
        .filter(({ data, sequence }) => data.mandateId === mandateId && sequence > started.sequence) as Of<Name>[];
      const member = this.members(authorityId).find((other) => other.data.memberId === memberId);
      const ends = about('mandate-ended');
      return started.data.personId === personId && from <= at && started.time <= at
        && ends.every(({ data }) => data.reason === 'EXPIRED') && isTime([until, ...ends.map(({ time }) => time)].sort()[0] ?? until)
        && !this.shut(about('mandate-suspended', 'mandate-resumed'), 'mandate-suspended', at)
        && about('charter-accepted').some(({ time, data }) => time <= at && this.charterSuffices(data.charterVersion, at))
        && member !== undefined && this.identifiedSince(member, personId) <= at && at < this.endOf(member)
        && !this.isWithdrawn(personId, authorityId, at);
    });
  }

  holdsOffice(personId: string, authorityId: string): boolean {
    const facts = this.of(authorityId, 'office-holder-recorded', 'office-holder-ended');
    return !this.isWithdrawn(personId, authorityId, '9999') && facts.some((fact, index) =>
      fact.type === 'access-delegation.office-holder-recorded.v1' && fact.data.personId === personId
      && !facts.slice(index + 1).some(({ data }) => data.officeHolderId === fact.data.officeHolderId));
  }

  staff(personId: string, held: StaffFunction, subject?: string): boolean {
    const last = this.of('staff', 'staff-appointed', 'staff-dismissed').filter(({ data }) => data.personId === personId && data.function === held).at(-1);
    if (last?.type !== 'access-delegation.staff-appointed.v1' || this.isWithdrawn(personId, null, '9999')) return false;
    return subject === undefined || last.data.scope.subjects.length === 0 || last.data.scope.subjects.includes(subject);
  }

  private of<Name extends Type>(stream: string, ...names: Name[]): Of<Name>[] {
    return this.facts
      .filter((fact) => fact.source.endsWith(stream) && names.some((name) => fact.type === `access-delegation.${name}.v1`))
      .sort((a, b) => a.sequence - b.sequence) as Of<Name>[];
  }

  /** Shut by the last of `shutting`, unless something after it opened again by then. */
  private shut(facts: readonly Fact[], shutting: Type | readonly Type[], at: Instant): boolean {
    const last = facts.findLastIndex(({ type }) => [shutting].flat().some((name) => type === `access-delegation.${name}.v1`));
    return last >= 0 && !facts.slice(last + 1).some(({ time }) => time <= at);
  }

  private isOpen(authorityId: string, at: Instant): boolean {
    return this.of(authorityId, 'authority-registered').some(({ time }) => time <= at)
      && !this.shut(this.of(authorityId, 'authority-merged', 'authority-closed', 'authority-reopened'), ['authority-merged', 'authority-closed'], at);
  }

  private successorsOpen(authorityId: string, at: Instant, before: readonly string[] = []): string[] {
    const last = this.of(authorityId, 'authority-merged', 'authority-closed', 'authority-reopened').at(-1);
    if (last?.type !== 'access-delegation.authority-merged.v1' || last.time > at || before.includes(authorityId)) return [];
    const { successorId } = last.data;
    return this.isOpen(successorId, at) ? [successorId] : this.successorsOpen(successorId, at, [...before, authorityId]);
  }

  private isWithdrawn(personId: string, authorityId: string | null, at: Instant): boolean {
    const facts = this.of(personId, 'withdrawal-ordered', 'withdrawal-confirmed', 'withdrawal-lifted');
    const ids = new Set(facts.map(({ data }) => data.withdrawalId));
    return [...ids].some((id) => {
      const own = facts.filter(({ data }) => data.withdrawalId === id);
      const scope = own.at(-1)?.data.authorityId;
      return (scope === null || scope === authorityId) && this.shut(own, ['withdrawal-ordered', 'withdrawal-confirmed'], at);
    });
  }

  private publications(category: string): Of<'category-published'>[] {
    return this.of('catalogue', 'category-published').filter(({ data }) => data.code === category);
  }

  private isOffered(category: string, authorityId: string, at: Instant): boolean {
    const [registered] = this.of(authorityId, 'authority-registered');
    const closed = this.of('catalogue', 'category-closed').filter(({ data }) => data.code === category).at(-1)?.sequence ?? 0;
    const open = this.publications(category).filter(({ sequence }) => sequence > closed);
    const last = open.at(-1);
    if (!registered || !last) return false;
    const text = ({ data: { subject, kind, appliesTo, assurance = 'substantial' } }: Of<'category-published'>): string => JSON.stringify([subject, kind, appliesTo.toSorted(), assurance]);
    const since = open[open.findLastIndex((other) => text(other) !== text(last)) + 1] ?? last;
    return since.time <= at && last.data.appliesTo.includes(registered.data.type) && (!['TSA', 'TGA'].includes(last.data.kind) || this.isSupervised(authorityId, at));
  }

  private isSupervised(authorityId: string, at: Instant): boolean {
    const said = this.of(authorityId, 'authority-registered', 'authority-details-corrected').filter(({ data }) => data.supervision !== undefined);
    return said.slice(said.findLastIndex(({ data }) => data.supervision === 'OTHER') + 1).some(({ time }) => time <= at);
  }

  private asks(action: Action, category: string): string {
    return action === 'submit' ? 'high' : (this.publications(category).at(-1)?.data.assurance ?? 'substantial');
  }

  private members(authorityId: string): Of<'member-prepared'>[] {
    const all = this.of(authorityId, 'member-prepared');
    return all.filter(({ data, sequence }) => !all.some((again) => again.data.memberId === data.memberId && again.sequence > sequence));
  }

  private after<Name extends MemberChange>({ sequence, data: { authorityId, memberId } }: Of<'member-prepared'>, ...names: Name[]): Of<Name>[] {
    return this.of<MemberChange>(authorityId, ...names).filter((fact) => fact.data.memberId === memberId && fact.sequence > sequence) as Of<Name>[];
  }

  private identifiedSince(member: Of<'member-prepared'>, personId: string): Instant {
    const named = this.after(member, 'member-identified');
    return named[named.findLastIndex(({ data }) => data.personId !== personId) + 1]?.time ?? 'never';
  }

  private isRunning(member: Of<'member-prepared'>, personId: string, at: Instant): boolean {
    return this.identifiedSince(member, personId) <= at && member.data.from <= at && member.time <= at && at < this.endOf(member);
  }

  private endOf(member: Of<'member-prepared'>): Instant {
    let end = member.data.until ?? 'never';
    for (const fact of this.after(member, 'member-left', 'membership-extended')) {
      const said = 'at' in fact.data ? fact.data.at : (fact.data.until ?? 'never');
      const moves = 'at' in fact.data ? said < end : fact.time < end && said > end;
      if (moves) end = said;
    }
    return end;
  }

  private isSuspended(member: Of<'member-prepared'>, at: Instant): boolean {
    return this.shut(this.after(member, 'member-suspended', 'member-resumed'), 'member-suspended', at);
  }

  private grants(member: Of<'member-prepared'>): Of<'access-granted'>[] {
    const revoked = this.after(member, 'access-revoked');
    return this.after(member, 'access-granted').filter(({ data }) => !revoked.some((other) => other.data.grantId === data.grantId));
  }

  private isGrantRunning({ time, sequence, data: { authorityId, grantId, from, until } }: Of<'access-granted'>, at: Instant): boolean {
    const expired = this.of(authorityId, 'access-expired').filter((fact) => fact.data.grantId === grantId && fact.sequence > sequence);
    return from <= at && time <= at && (until === null || at < until) && expired.every((fact) => at < fact.time);
  }

  private covers({ data }: Of<'access-granted'>, category: string): boolean {
    return data.categories.includes(category) || (data.includesFuture && this.publications(category).at(-1)?.data.subject === data.subject);
  }

  private charterSuffices(version: number, at: Instant): boolean {
    const published = this.of('charter', 'charter-published');
    return published.some(({ time, data }, index) => {
      const next = published[index + 1];
      return data.version === version && time <= at && (next === undefined || Date.parse(at) < Date.parse(next.time) + MONTH);
    });
  }
}
