import { DAY, isRefusal, plus } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { standingFor } from './authority-capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import type { RefusedLine } from './bulk-grants.js';
import { accessRevoked, liveGrants } from './grant-endings.js';
import { evolveGrants, granted } from './granting.js';
import type { AccessGranted, AccessRevoked, Grant, GrantEvent, GrantLine, UndoBulk } from './grants.js';
import { authorityIn, openAuthorityIn } from './looking-up.js';
import { asOffered, offeredTo } from './offers.js';
import { isOver } from './periods.js';
import type { AuthorityState } from './private-space.js';

type HeldBy = { readonly memberId: string; readonly grant: Grant };
/** What a batch took back and may not be given again as things are now. */
export type NotRestored = { readonly memberId: string; readonly grantId: string; readonly refused: RefusedLine };
export type Undoing = { readonly revoked: readonly AccessRevoked[]; readonly restored: readonly AccessGranted[]; readonly notRestored: readonly NotRestored[] };

/** BR-39: takes back what a batch gave, and gives again what it took; each as far as nobody did so before, and the rules still permit it. */
export const undoBulk = (command: UndoBulk, state: AuthorityState, on: AuthorityCircumstances): readonly GrantEvent[] => {
  openAuthorityIn(state);
  mustStillBeUndone(command, state, on);
  const { revoked, restored } = undoing(command, state, on);
  return [...revoked, ...restored];
};

/** The same for who might undo it, with what would not come back. */
export const previewUndo = (command: UndoBulk, state: AuthorityState, on: AuthorityCircumstances): Undoing => {
  authorityIn(state);
  standingFor(command, state, on);
  openAuthorityIn(state);
  mustStillBeUndone(command, state, on);
  return undoing(command, state, on);
};

/** Once it is undone: what did not come back is what still would not. */
export const undoing = ({ data: { batchId, grantIds, reason = 'BULK_UNDONE' } }: UndoBulk, state: AuthorityState, on: AuthorityCircumstances): Undoing => {
  const { authorityId } = authorityIn(state);
  const revoked = Object.values(state.members).flatMap((member) => liveGrants(member, on.at)
    .filter((grant) => grant.batchId === batchId)
    .map(({ grantId }) => accessRevoked(authorityId, member, grantId, reason, batchId)));
  let planned = revoked.reduce((so, event) => after(so, event, on), state);
  const restored: AccessGranted[] = [];
  const notRestored: NotRestored[] = [];
  replacedBy(batchId, state).forEach((held, index) => {
    if (isRestored(held, state)) return;
    const { memberId, grant } = held;
    try {
      const event = granted({ reason, ...againFrom(held, grantIds[index], state, on) }, { source: 'BULK', restores: grant.grantId }, planned, on);
      planned = after(planned, event, on);
      restored.push(event);
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      notRestored.push({ memberId, grantId: grant.grantId, refused: refusal });
    }
  });
  return { revoked, restored, notRestored };
};

const after = (state: AuthorityState, event: GrantEvent, { at }: AuthorityCircumstances): AuthorityState =>
  ({ ...state, ...evolveGrants(state, event, { version: 0, recordedAt: at }) });

const heldIn = ({ members }: AuthorityState): readonly HeldBy[] =>
  Object.values(members).flatMap(({ memberId, grants }) => grants.map((grant) => ({ memberId, grant })));
export const replacedBy = (batchId: string, state: AuthorityState): readonly HeldBy[] => heldIn(state).filter(({ grant }) => grant.replaced?.batchId === batchId);
const isRestored = ({ memberId, grant: { grantId } }: HeldBy, state: AuthorityState): boolean =>
  state.members[memberId]?.grants.some(({ restores }) => restores === grantId) ?? false;

/** Within 24 hours after the first line of the batch. */
const mustStillBeUndone = ({ data: { batchId } }: UndoBulk, state: AuthorityState, { at }: AuthorityCircumstances): void => {
  const given = heldIn(state).filter(({ grant }) => grant.batchId === batchId).map(({ grant }) => grant.recordedAt);
  const taken = replacedBy(batchId, state).flatMap(({ grant: { replaced } }) => (replaced === null ? [] : [replaced.at]));
  const times = [...given, ...taken];
  if (times.length === 0) throw refuseStanding('not-found');
  if (times.some((time) => at >= plus(time, DAY))) throw refuse('too-late-to-undo');
};

/** The grant as it was, for the rest of its period; of its categories those that are still offered, or the refusal of all. */
const againFrom = ({ memberId, grant }: HeldBy, grantId: string | undefined, state: AuthorityState, { at, catalogue }: AuthorityCircumstances): GrantLine => {
  if (grantId === undefined) throw refuse('too-many-cells');
  if (isOver(grant, at)) throw refuse('grant-over');
  const cell = asOffered(grant, offeredTo(authorityIn(state), catalogue));
  const { from, until, delegationReference, categories } = grant;
  return {
    grantId, memberId, ...cell, until, ...(cell.categories?.length === 0 ? { categories } : {}),
    ...(from > at ? { from } : {}), ...(delegationReference === null ? {} : { delegationReference }),
  };
};
