import { DomainError, type Actor } from '#kernel';
import type { Collection, Page, Query } from '#persistence';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { reading, refuseStanding, type RegionalFunction } from '../../capacities/domain/capacities.js';
import { AccessView } from '../../checks/application/access-view.js';
import { heldInProvince } from '../../staff/domain/regional-standing.js';
import type { DesignationStatus } from '../domain/designation-state.js';
import type { DesignationParty, ListedDesignation } from './listed-designations.js';
import { SeeDesignation, SeeDesignationHandler } from './see-designation.js';

export type DesignationFilter = { readonly status?: DesignationStatus; readonly authorityId?: string; readonly mine?: boolean; readonly ticket?: string };

/**
 * Designations that the actor may see: those that involve him; all of an authority, oldest first, for who answers for it; by
 * status, whoever waits longest first, for officers and the helpdesk. A page may hold fewer than asked for and have a next one.
 */
export class DesignationList {
  constructor(
    private readonly designations: Collection<ListedDesignation>, private readonly parties: Collection<DesignationParty>, private readonly one: SeeDesignationHandler,
    private readonly recorded: RecordedFacts, private readonly view: AccessView,
  ) {}

  async find(actor: Actor, filter: DesignationFilter, limit: number, after?: string): Promise<Page<ListedDesignation>> {
    await this.mayList(actor, filter);
    for (let from = after; ;) {
      const { items, next } = await this.candidates(actor, filter, { limit, ...(from === undefined ? {} : { after: from }) });
      const seen = (await Promise.all(items.map((listed) => this.seen(actor, listed, filter.ticket)))).flat().filter((listed) => isWanted(listed, filter));
      if (seen.length > 0 || next === undefined) return { items: seen, ...(next === undefined ? {} : { next }) };
      from = next;
    }
  }

  private async mayList(actor: Actor, { status, authorityId, mine = false, ticket }: DesignationFilter): Promise<void> {
    if (mine || (status === undefined && authorityId === undefined)) return;
    const { facts: { functions, withdrawn } } = await this.recorded.actor(actor, authorityId ?? null);
    const reviewing = reading(functions, ticket).filter((held) => held.function === 'OFFICER' || held.function === 'HELPDESK');
    const maySee = authorityId === undefined ? reviewing.length > 0 : this.answersFor(authorityId, actor, reviewing);
    if (withdrawn || !maySee) throw refuseStanding('not-found');
  }

  private answersFor(authorityId: string, actor: Actor, reviewing: readonly RegionalFunction[]): boolean {
    const { index } = this.view;
    return this.view.seesAsManager(actor.id, authorityId) || index.holdsOffice(actor.id, authorityId)
      || heldInProvince(actor, reviewing, index.authority(authorityId)?.province ?? null).length > 0;
  }

  private async candidates(actor: Actor, { status, authorityId, mine = false }: DesignationFilter, page: Pick<Query<never>, 'limit' | 'after'>): Promise<Page<ListedDesignation>> {
    if (!mine && authorityId !== undefined) return this.designations.find({ where: { authorityId }, orderBy: ['since'], ...page });
    if (!mine && status !== undefined) return this.designations.find({ where: { status }, orderBy: ['since'], ...page });
    const { items, next } = await this.parties.find({ where: { personId: actor.id }, ...page });
    return { items: await this.designations.getMany(items.map(({ designationId }) => designationId)), ...(next === undefined ? {} : { next }) };
  }

  /** As it stands now: the list may be a moment behind, and does not know who may see what. */
  private async seen(actor: Actor, listed: ListedDesignation, ticket: string | undefined): Promise<readonly ListedDesignation[]> {
    try {
      const { status } = await this.one.execute(new SeeDesignation(listed.id, actor, ticket));
      return [{ ...listed, status }];
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') return [];
      throw error;
    }
  }
}

const isWanted = (listed: ListedDesignation, { status, authorityId }: DesignationFilter): boolean =>
  (status === undefined || listed.status === status) && (authorityId === undefined || listed.authorityId === authorityId);
