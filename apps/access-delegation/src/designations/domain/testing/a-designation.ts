import { brusselsDayStartAt, councilRenewalEnd } from '#belgium';
import { DAY, plus, type Actor } from '#kernel';
import { deciderSpec, recorded } from '#kernel/testing';
import { holding, nobody, person, system } from '../../../staff/domain/testing/regional-actors.js';
import { contentText } from '../designation-state.js';
import { designationDecider } from '../designations.decider.js';
import type {
  CapacityVerified, Content, DesignationAccepted, DesignationApproved, DesignationDrafted, DesignationEvent, DesignationFacts, DesignationSigned,
  DesigneeIdentified,
} from '../designations.js';

export const at = '2026-03-01T09:00:00.000Z';
export const in30Days = plus(at, 30 * DAY);

export const content: Content = {
  designationId: 'd1', authorityId: 'namur', designeeId: 'dora', memberId: null, kind: 'PRIMARY', function: 'HEAD_OF_SERVICE',
  from: '2026-03-31T22:00:00.000Z', until: '2031-06-02T22:00:00.000Z',
  signatories: [{ personId: 'mia', capacity: 'MAYOR', byDelegation: false }, { personId: 'dirk', capacity: 'DIRECTOR_GENERAL', byDelegation: false }],
  pieces: [], onPaper: false,
};
const of = { designationId: 'd1', authorityId: 'namur' };
const subject = 'd1';

export const sha256 = (text: string): string => `hash of ${text}`;
export const shown = sha256(contentText(content));

export const drafted: DesignationDrafted = { type: 'DesignationDrafted', data: { ...content, draftedBy: 'denis' }, subject };
const signedBy = (personId: string, capacity: 'MAYOR' | 'DIRECTOR_GENERAL'): DesignationSigned =>
  ({ type: 'DesignationSigned', data: { ...of, personId, capacity, contentSha256: shown }, subject: personId });
export const signedByMia = signedBy('mia', 'MAYOR');
export const signedByDirk = signedBy('dirk', 'DIRECTOR_GENERAL');
export const plain = <const Type extends string>(type: Type) => ({ type, data: of, subject });
export const accepted: DesignationAccepted = { type: 'DesignationAccepted', data: { ...of, personId: 'dora', charterVersion: 2 }, subject: 'dora' };
export const identified: DesigneeIdentified = { type: 'DesigneeIdentified', data: { ...of, personId: 'dora' }, subject: 'dora' };
const verified = (personId: string, capacity: 'MAYOR' | 'DIRECTOR_GENERAL'): CapacityVerified =>
  ({ type: 'CapacityVerified', data: { ...of, personId, capacity }, subject: personId });
export const verifiedMia = verified('mia', 'MAYOR');
export const verifiedDirk = verified('dirk', 'DIRECTOR_GENERAL');
export const approved: DesignationApproved = { type: 'DesignationApproved', data: { ...of, acceptBefore: in30Days, approvedBy: 'olga' }, subject };

/** The story so far, stage by stage. */
export const submitted: readonly DesignationEvent[] = [drafted, signedByMia, signedByDirk, plain('DesignationSubmitted')];
export const underReview: readonly DesignationEvent[] = [...submitted, plain('ReviewStarted')];
export const asked: readonly DesignationEvent[] = [...underReview, plain('InformationRequested')];
export const checked: readonly DesignationEvent[] = [...underReview, verifiedMia, verifiedDirk];
export const validated: readonly DesignationEvent[] = [...checked, approved];
export const ready: readonly DesignationEvent[] = [...validated, accepted, identified];

export const facts: DesignationFacts = {
  ...nobody, councilRenewalEnd, sha256, today: brusselsDayStartAt(at),
  authority: { type: 'MUNICIPALITY', province: '92000', status: 'OPEN', memberPersonIds: ['marc'], officeHolderPersonIds: ['mia', 'oscar'], memberNamed: null },
  charter: {
    versions: [
      { version: 2, text: { fr: 'Charte 2' }, sha256: '2', publishedAt: '2026-02-20T00:00:00.000Z' },
      { version: 1, text: { fr: 'Charte 1' }, sha256: '1', publishedAt: '2025-01-01T00:00:00.000Z' },
    ],
  },
  designee: { confirmed: false, withdrawn: false },
};

export const by = (who: Actor, over: Partial<DesignationFacts> = {}, time = at) => ({ at: time, actor: who, facts: { ...facts, today: brusselsDayStartAt(time), ...over } });
export const denis = by(person('denis'));
export const mia = by(person('mia'));
export const dirk = by(person('dirk'));
export const dora = by(person('dora'));
export const officer = (id = 'olga', over: Partial<DesignationFacts> = {}) => by(person(id), { ...holding(['OFFICER'], ['92000']), ...over });
export const helpdesk = by(person('hugo'), holding(['HELPDESK']));
export const timer = (time = at) => by(system, {}, time);

const spec = deciderSpec(designationDecider, denis);
/** A designation to which all this happened at `at`. */
export const given = (...events: readonly DesignationEvent[]) => spec.given(...events.map((event) => recorded(at, event)));
