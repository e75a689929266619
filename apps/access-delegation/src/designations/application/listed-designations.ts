import type { Recorded } from '#kernel';
import type { Collection, CollectionDefinition, UnitOfWork } from '#persistence';
import type { DesignationStatus } from '../domain/designation-state.js';
import type { DesignationEvent } from '../domain/designations.js';

/** A designation as lists show it: who it involves and how far it is. */
export type ListedDesignation = {
  readonly id: string;
  readonly authorityId: string;
  readonly kind: 'PRIMARY' | 'DEPUTY';
  readonly designeeId: string;
  readonly status: DesignationStatus;
  readonly identified: boolean;
  /** When it came to this status: the oldest waits first. */
  readonly since: string;
};
/** A person whom a designation involves. */
export type DesignationParty = { readonly id: string; readonly personId: string; readonly designationId: string };

export const listedDesignations: CollectionDefinition<ListedDesignation> = {
  name: 'designations', indexes: [{ fields: ['status', 'since'] }, { fields: ['authorityId', 'since'] }, { fields: ['designeeId', 'identified'] }],
};
export const designationParties: CollectionDefinition<DesignationParty> = { name: 'designation-parties', indexes: [{ fields: ['personId', 'designationId'] }] };

const STATUS: Readonly<Partial<Record<DesignationEvent['type'], DesignationStatus>>> = {
  DesignationSigned: 'AWAITING_SIGNATURES', DesignationSubmitted: 'SUBMITTED', ReviewStarted: 'UNDER_REVIEW', InformationRequested: 'INFORMATION_REQUESTED',
  InformationProvided: 'UNDER_REVIEW', DesignationApproved: 'APPROVED', DesignationRefused: 'REFUSED', DesignationWithdrawn: 'WITHDRAWN', DesignationLapsed: 'LAPSED',
  DesignationTookEffect: 'TOOK_EFFECT', DesignationCouldNotTakeEffect: 'WITHOUT_EFFECT',
};

export const listDesignation = async (
  event: Recorded<DesignationEvent>, unit: UnitOfWork, designations: Collection<ListedDesignation>, parties: Collection<DesignationParty>,
): Promise<void> => {
  const { recordedAt: since } = event.metadata;
  if (event.type === 'DesignationDrafted') {
    const { designationId, authorityId, kind, designeeId, draftedBy, signatories } = event.data;
    unit.put(designations, { id: designationId, authorityId, kind, designeeId, status: 'DRAFT', identified: false, since });
    for (const personId of new Set([draftedBy, designeeId, ...signatories.map((signatory) => signatory.personId)])) {
      unit.put(parties, { id: `${designationId}/${personId}`, personId, designationId });
    }
    return;
  }
  const before = await unit.get(designations, event.data.designationId);
  if (!before) return;
  const identified = before.identified || event.type === 'DesigneeIdentified';
  const status = STATUS[event.type];
  unit.put(designations, { ...before, identified, ...(status === undefined ? {} : { status, since }) });
};
