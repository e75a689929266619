import type { AuthorityFact } from '#contracts';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess } from './authority-access.js';
import { unconcerned, type Handlers } from './handlers.js';
import { HeldGrants } from './held-grants.js';
import { ALWAYS, endOf, later, NEVER, sooner } from './instants.js';
import { mandateHandlers } from './mandate-handlers.js';
import { identify } from './people.js';

/**
 * What opens, opens when it was recorded; what closes, closes as soon as it is known, whatever instant is asked for.
 * The authority is the one whose stream it is.
 */
export const authorityHandlers: Handlers<AuthorityFact, [AuthorityAccess, AccessState]> = {
  ...mandateHandlers,
  'access-delegation.authority-registered.v1': ({ time, data: { type, province, supervision } }, authority) => {
    authority.type = type;
    authority.province = province;
    authority.openFrom = time;
    authority.supervisedFrom = supervision === 'REGION' ? time : NEVER;
  },
  'access-delegation.authority-details-corrected.v1': ({ time, data: { province, supervision } }, authority) => {
    if (province !== undefined) authority.province = province;
    if (supervision === 'OTHER') authority.supervisedFrom = NEVER;
    if (supervision === 'REGION' && authority.supervisedFrom === NEVER) authority.supervisedFrom = time;
  },
  'access-delegation.authority-merged.v1': ({ time, data: { successorId } }, authority, state) => {
    authority.openFrom = NEVER;
    state.merge(authority, { successorId, at: time });
  },
  'access-delegation.authority-closed.v1': (_, authority, state) => {
    authority.openFrom = NEVER;
    state.merge(authority, null);
  },
  'access-delegation.authority-reopened.v1': ({ time }, authority, state) => {
    if (authority.openFrom === NEVER) authority.openFrom = time;
    state.merge(authority, null);
  },
  'access-delegation.member-prepared.v1': ({ time, data: { memberId, from, until } }, authority, { sets }) => {
    const member = { id: memberId, authorityId: authority.id, person: null, identifiedAt: NEVER, from: later(from, time), until: endOf(until), activeFrom: ALWAYS, grants: new HeldGrants(sets) };
    authority.enrol(member);
  },
  'access-delegation.member-identified.v1': ({ time, data: { memberId, personId } }, authority, state) => {
    const member = authority.members.get(memberId);
    if (member) identify(member, state.people.known(personId), time);
  },
  'access-delegation.member-function-changed.v1': unconcerned,
  'access-delegation.member-suspended.v1': ({ data: { memberId } }, authority) => {
    const member = authority.members.get(memberId);
    if (member) member.activeFrom = NEVER;
  },
  'access-delegation.member-resumed.v1': ({ time, data: { memberId } }, authority) => {
    const member = authority.members.get(memberId);
    if (member?.activeFrom === NEVER) member.activeFrom = time;
  },
  'access-delegation.member-left.v1': ({ data: { memberId, at } }, authority) => {
    const member = authority.members.get(memberId);
    if (member) member.until = sooner(member.until, at);
  },
  'access-delegation.membership-extended.v1': ({ time, data: { memberId, until } }, authority) => {
    const member = authority.members.get(memberId);
    if (member && time < member.until) member.until = later(member.until, endOf(until));
  },
  'access-delegation.access-granted.v1': ({ time, data }, authority, { sets }) => {
    authority.members.get(data.memberId)?.grants.add({
      id: data.grantId, role: data.role, subject: data.subject, categories: sets.of(data.categories),
      includesFuture: data.includesFuture, from: later(data.from, time), until: endOf(data.until),
    });
  },
  'access-delegation.access-revoked.v1': ({ data: { memberId, grantId } }, authority) => {
    authority.members.get(memberId)?.grants.remove(grantId);
  },
  'access-delegation.access-expired.v1': ({ time, data: { memberId, grantId } }, authority) => {
    const grant = authority.members.get(memberId)?.grants.all.find(({ id }) => id === grantId);
    if (grant) grant.until = sooner(grant.until, time);
  },
};
