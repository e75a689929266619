import { brusselsDayStartAt, councilRenewalEnd, startOf, untilOf } from '#belgium';
import { latestEnd } from '../../authorities/domain/mandate-terms.js';
import type { Content } from '../domain/designations.js';
import type { DraftBody } from './designation.bodies.js';

/** What is signed, as the domain means it. */
export const contentOf = (designationId: string, body: DraftBody): Content => ({
  designationId, ...termOf(body), authorityId: body.authorityId, designeeId: body.designeeId, memberId: body.memberId ?? null, kind: body.kind, function: body.function,
  onPaper: body.onPaper ?? false,
  signatories: body.signatories.map(({ personId, capacity, byDelegation = false }) => ({ personId, capacity, byDelegation })),
  pieces: (body.pieces ?? []).map(({ kind, reference, sha256 }) => ({ kind, reference, sha256 })),
});

const termOf = (body: DraftBody): Pick<Content, 'from' | 'until'> => {
  const from = startOf(body.from);
  return { from, until: body.until === undefined ? brusselsDayStartAt(latestEnd(from, { councilRenewalEnd })) : untilOf(body.until) };
};
