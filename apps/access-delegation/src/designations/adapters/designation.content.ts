import { startOf, untilOf } from '#belgium';
import type { Content } from '../domain/designations.js';
import type { DraftBody } from './designation.bodies.js';

/** What is signed, as the domain means it. */
export const contentOf = (designationId: string, body: DraftBody): Content => ({
  designationId, authorityId: body.authorityId, designeeId: body.designeeId, memberId: body.memberId ?? null, kind: body.kind, function: body.function,
  from: startOf(body.from), until: untilOf(body.until), onPaper: body.onPaper ?? false,
  signatories: body.signatories.map(({ personId, capacity, byDelegation = false }) => ({ personId, capacity, byDelegation })),
  pieces: (body.pieces ?? []).map(({ kind, reference, sha256 }) => ({ kind, reference, sha256 })),
});
