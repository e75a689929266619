import { plus, type Instant, type Recorded, type TimerChange } from '#kernel';
import { designationStream } from '../../designations/domain/designations.js';
import type { OwnEvent } from './own-events.js';

/** What a timer asks for when it is due; the deciders look again, so each may come late, twice or in vain. */
export type TimerCommand =
  | { readonly type: 'ExpireGrant'; readonly data: { readonly authorityId: string; readonly memberId: string; readonly grantId: string } }
  | { readonly type: 'ExpireMembership'; readonly data: { readonly authorityId: string; readonly memberId: string } }
  | { readonly type: 'ExpireMandate'; readonly data: { readonly authorityId: string; readonly mandateId: string } }
  | { readonly type: 'ForeseeGap'; readonly data: { readonly authorityId: string } }
  | { readonly type: 'EscalateWithdrawal'; readonly data: { readonly personId: string; readonly withdrawalId: string } }
  | { readonly type: 'ReleaseOrphan'; readonly data: { readonly stream: string; readonly authorityId: string } };

const ORPHAN_AFTER = 10 * 60 * 1_000;

const at = (key: string, due: Instant, command: TimerCommand): TimerChange => ({ set: { key, due, command } });

/** Pure: the timers that an event sets or cancels. Those of designations and managers depend on their state and are set elsewhere. */
export const timersOf = (event: Recorded<OwnEvent>): readonly TimerChange[] => {
  const { recordedAt } = event.metadata;
  switch (event.type) {
    case 'MemberPrepared': case 'MembershipExtended': {
      const { authorityId, memberId, until } = event.data;
      const key = memberTimerKey(memberId);
      return [until === null ? { cancel: key } : at(key, until, { type: 'ExpireMembership', data: { authorityId, memberId } })];
    }
    case 'MemberLeft': return [{ cancel: memberTimerKey(event.data.memberId) }];
    case 'AccessGranted': {
      const { authorityId, memberId, grantId, until } = event.data;
      return until === null ? [] : [at(`grant/${grantId}`, until, { type: 'ExpireGrant', data: { authorityId, memberId, grantId } })];
    }
    case 'AccessRevoked': case 'AccessExpired': return [{ cancel: `grant/${event.data.grantId}` }];
    case 'WithdrawalOrdered': {
      const { personId, withdrawalId, decideBefore } = event.data;
      return [at(`withdrawal/${withdrawalId}`, decideBefore, { type: 'EscalateWithdrawal', data: { personId, withdrawalId } })];
    }
    case 'WithdrawalConfirmed': case 'WithdrawalLifted': return [{ cancel: `withdrawal/${event.data.withdrawalId}` }];
    case 'Reserved': {
      const { authorityId } = event.data;
      return [at(`reservation/${event.stream}`, plus(recordedAt, ORPHAN_AFTER), { type: 'ReleaseOrphan', data: { stream: event.stream, authorityId } })];
    }
    case 'Released': return [{ cancel: `reservation/${event.stream}` }];
    default: return [];
  }
};

const memberTimerKey = (memberId: string): string => `member/${memberId}`;
export const designationTimerKey = (designationId: string): string => `designation/${designationStream(designationId)}`;
