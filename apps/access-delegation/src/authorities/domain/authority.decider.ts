import type { Recording } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import type { Authority, AuthorityDetails, CorrectDetails, DetailsCommand, DetailsEvent, DetailsState, EndOfficeHolder, MergeInto, OfficeHolder, RecordOfficeHolder, RegisterAuthority, Reopen } from './authority.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import { authorityIn, because, entry, mustMatch, openAuthorityIn, without } from './looking-up.js';
import { runningMandates } from './managers.js';
import { mandateEnded } from './mandate-endings.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';
import { signatoryCapacities } from './signatory-pairs.js';

export const decideDetails = (command: DetailsCommand, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  switch (command.type) {
    case 'RegisterAuthority': return register(command, state);
    case 'CorrectDetails': return correct(command, state);
    case 'MergeInto': return mergeInto(command, state, on);
    case 'Close': {
      const authority = openAuthorityIn(state);
      mustMatch(command.data, authority.version);
      return [{ type: 'AuthorityClosed', data: { authorityId: authority.authorityId }, subject: authority.authorityId, ...because(command.data.reason) }];
    }
    case 'Reopen': return reopen(command, state);
    case 'RecordOfficeHolder': return recordOfficeHolder(command, state, on);
    case 'EndOfficeHolder': return endOfficeHolder(command, state);
  }
};

export const evolveDetails = (state: DetailsState, event: DetailsEvent, { version }: Recording): DetailsState => {
  const { authority, officeHolders, formerOfficeHolderIds } = state;
  switch (event.type) {
    case 'AuthorityRegistered': return { ...state, authority: { ...event.data, status: 'OPEN', successorId: null, version } };
    case 'OfficeHolderRecorded': {
      const { officeHolderId, personId, capacity } = event.data;
      return { ...state, officeHolders: { ...officeHolders, [officeHolderId]: { officeHolderId, personId, capacity } } };
    }
    case 'OfficeHolderEnded': {
      const { officeHolderId } = event.data;
      return { authority, officeHolders: without(officeHolders, officeHolderId), formerOfficeHolderIds: [...formerOfficeHolderIds, officeHolderId] };
    }
    case 'AuthorityDetailsCorrected':
    case 'AuthorityMerged':
    case 'AuthorityClosed':
    case 'AuthorityReopened':
      return { ...state, authority: authority && { ...changed(authority, event), version } };
  }
};

const changed = (authority: Authority, event: Exclude<DetailsEvent, { type: 'AuthorityRegistered' | 'OfficeHolderRecorded' | 'OfficeHolderEnded' }>): Authority => {
  switch (event.type) {
    case 'AuthorityDetailsCorrected': return { ...authority, ...event.data };
    case 'AuthorityMerged': return { ...authority, status: 'MERGED', successorId: event.data.successorId };
    case 'AuthorityClosed': return { ...authority, status: 'CLOSED' };
    case 'AuthorityReopened': return { ...authority, status: 'OPEN' };
  }
};

const WITH_NIS_CODE: readonly AuthorityDetails['type'][] = ['MUNICIPALITY', 'SOCIAL_WELFARE_CENTRE', 'PROVINCE'];
const mayHaveNisCode = (type: AuthorityDetails['type'], nisCode: string | null | undefined): void => {
  if (nisCode && !WITH_NIS_CODE.includes(type)) throw refuse('nis-code-not-for-this-type');
};

const register = ({ data: { reason, ...details } }: RegisterAuthority, { authority }: AuthorityState): readonly AuthorityEvent[] => {
  if (authority) throw refuse('authority-exists');
  mayHaveNisCode(details.type, details.nisCode);
  return [{ type: 'AuthorityRegistered', data: details, subject: details.authorityId, ...because(reason) }];
};

const FIELDS = ['name', 'enterpriseNumber', 'nisCode', 'province', 'supervision', 'languages'] as const;

const correct = ({ data }: CorrectDetails, state: AuthorityState): readonly AuthorityEvent[] => {
  const authority = authorityIn(state);
  mustMatch(data, authority.version);
  mayHaveNisCode(authority.type, data.nisCode);
  const differing = FIELDS.filter((field) => data[field] !== undefined && JSON.stringify(data[field]) !== JSON.stringify(authority[field]));
  if (differing.length === 0) return [];
  const { authorityId } = authority;
  const corrected = Object.fromEntries(differing.map((field) => [field, data[field]]));
  return [{ type: 'AuthorityDetailsCorrected', data: { authorityId, ...corrected }, subject: authorityId, ...because(data.reason) }];
};

const mergeInto = ({ data }: MergeInto, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId, version } = openAuthorityIn(state);
  mustMatch(data, version);
  if (data.successorId === authorityId) throw refuse('merged-with-itself');
  if (on.successor === null) throw refuseStanding('not-found');
  if (on.successor !== 'OPEN') throw refuse('successor-not-open');
  return [
    { type: 'AuthorityMerged', data: { authorityId, successorId: data.successorId }, subject: authorityId, ...because(data.reason) },
    ...runningMandates(state, on.at).map((mandate) => mandateEnded(authorityId, mandate, 'AUTHORITY_CLOSED')),
  ];
};

const reopen = ({ data }: Reopen, state: AuthorityState): readonly AuthorityEvent[] => {
  const { authorityId, status, version } = authorityIn(state);
  mustMatch(data, version);
  if (status === 'MERGED') throw refuse('authority-merged');
  if (status === 'OPEN') return [];
  return [{ type: 'AuthorityReopened', data: { authorityId }, subject: authorityId, ...because(data.reason) }];
};

const recordOfficeHolder = ({ data }: RecordOfficeHolder, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId, type } = openAuthorityIn(state);
  const { reason, ...holder } = data;
  if (holder.personId === on.actor.id) throw refuse('own-appointment');
  if (!on.confirmed.includes(holder.personId)) throw refuse('person-not-confirmed');
  const capacities = signatoryCapacities(type);
  if (!capacities.includes(holder.capacity)) throw refuse('capacity-not-competent', { authorityType: type, capacities });
  if (holdsOffice(state, holder)) throw refuse('already-office-holder');
  return [officeHolderRecorded(authorityId, holder, reason)];
};

const endOfficeHolder = ({ data }: EndOfficeHolder, state: AuthorityState): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const holder = entry(state.officeHolders, data.officeHolderId);
  if (!holder && state.formerOfficeHolderIds.includes(data.officeHolderId)) return [];
  if (!holder) throw refuseStanding('not-found');
  const { officeHolderId, personId } = holder;
  return [{ type: 'OfficeHolderEnded', data: { authorityId, officeHolderId, personId }, subject: personId, ...because(data.reason) }];
};

export const holdsOffice = ({ officeHolders }: AuthorityState, { personId, capacity }: OfficeHolder): boolean =>
  Object.values(officeHolders).some((other) => other.personId === personId && other.capacity === capacity);

export const officeHolderRecorded = (authorityId: string, { officeHolderId, personId, capacity }: OfficeHolder, reason?: string): AuthorityEvent => ({
  type: 'OfficeHolderRecorded', data: { authorityId, officeHolderId, personId, capacity }, subject: personId, ...because(reason),
});
