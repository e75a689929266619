import type { Recording, Standing } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import type { SuspensionLevel } from './authority-vocabulary.js';
import { selfGrantsRevoked } from './grant-endings.js';
import { authorityIn, because, entry, mandateIn, mustMatch, openAuthorityIn } from './looking-up.js';
import { gapEvents } from './manager-gaps.js';
import { mandateEnded, mustBeSureWhoActs, mustLeaveAManager } from './mandate-endings.js';
import { endOf } from './managers.js';
import type { AcceptCharter, EndMandate, ExpireMandate, Mandate, MandateCommand, MandateEvent, MandatesState, ResignMandate, ResumeMandate, SuspendMandate } from './mandates.js';
import { isOver } from './periods.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';
import { startMandate } from './start-mandate.js';
import { mayLift, outranks } from './suspensions.js';

export const decideMandates = (command: MandateCommand, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  switch (command.type) {
    case 'StartMandate': return startMandate(command, state, on);
    case 'AcceptCharter': return acceptCharter(command, state, on);
    case 'SuspendMandate': return suspend(command, state, on, as);
    case 'ResumeMandate': return resume(command, state, on, as);
    case 'EndMandate': return end(command, state, on);
    case 'ResignMandate': return resign(command, state, on);
    case 'ExpireMandate': return expire(command, state, on);
    case 'ForeseeGap': return gapEvents(state, on);
  }
};

export const evolveMandates = (state: MandatesState, event: MandateEvent, { version }: Recording): MandatesState => {
  const { mandates, managerMissing, gapForeseen } = state;
  const changed = (mandateId: string, change: Partial<Mandate>): MandatesState => {
    const mandate = entry(mandates, mandateId);
    return { managerMissing, gapForeseen, mandates: mandate ? { ...mandates, [mandateId]: { ...mandate, ...change, version } } : mandates };
  };
  switch (event.type) {
    case 'MandateStarted': {
      const { mandateId, memberId, personId, kind, from, until, designationId } = event.data;
      const started = { mandateId, memberId, personId, kind, from, until, designationId, charterVersion: null, suspended: null, ended: null, version };
      return { managerMissing, gapForeseen, mandates: { ...mandates, [mandateId]: started } };
    }
    case 'MandateSuspended': return changed(event.data.mandateId, { suspended: event.data.level });
    case 'MandateResumed': return changed(event.data.mandateId, { suspended: null });
    case 'MandateEnded': return changed(event.data.mandateId, { ended: event.data.reason });
    case 'CharterAccepted': return changed(event.data.mandateId, { charterVersion: event.data.charterVersion });
    case 'ManagerGapForeseen': return { mandates, managerMissing, gapForeseen: { on: event.data.on, daysLeft: event.data.daysLeft } };
    case 'ManagerMissing': return { mandates, gapForeseen: null, managerMissing: true };
    case 'ManagerRestored': return { mandates, gapForeseen, managerMissing: false };
  }
};

/** The mandate while it lasts, as the caller saw it. */
const lasting = ({ mandateId, ifMatch }: { readonly mandateId: string; readonly ifMatch?: number }, state: AuthorityState, on: AuthorityCircumstances): Mandate => {
  const mandate = mandateIn(state, mandateId);
  mustMatch(ifMatch === undefined ? {} : { ifMatch }, mandate.version);
  if (hasEnded(mandate, state, on)) throw refuse('mandate-over');
  return mandate;
};

const hasEnded = (mandate: Mandate, state: AuthorityState, { at }: AuthorityCircumstances): boolean => mandate.ended !== null || isOver({ until: endOf(mandate, state) }, at);

/** Somebody's own mandate: to others it does not exist. */
const ownMandate = (mandateId: string, state: AuthorityState, { actor }: AuthorityCircumstances): void => {
  if (mandateIn(state, mandateId).personId !== actor.id) throw refuseStanding('not-found');
};

const acceptCharter = ({ data }: AcceptCharter, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  ownMandate(data.mandateId, state, on);
  const { mandateId, personId, charterVersion: accepted } = lasting(data, state, on);
  mustBeSureWhoActs(on);
  if (on.charter.versions[0]?.version !== data.charterVersion) throw refuse('charter-not-current');
  if (accepted === data.charterVersion) return [];
  return [{ type: 'CharterAccepted', data: { authorityId, mandateId, personId, charterVersion: data.charterVersion }, subject: personId, ...because(data.reason) }];
};

const levelOf = ({ capacity }: Standing): SuspensionLevel => (capacity === 'OFFICE_HOLDER' ? 'OFFICE_HOLDER' : 'MANAGER');

/** Nobody reaches his own, whatever else he is here. BR-17: a manager reaches the mandates of others, a deputy not the primary's. */
const mustReach = (mandate: Mandate, as: Standing, state: AuthorityState, { actor }: AuthorityCircumstances): void => {
  if (mandate.personId === actor.id) throw refuse('own-mandate');
  if (as.capacity !== 'MANAGER') return;
  const own = as.mandateId === undefined ? undefined : entry(state.mandates, as.mandateId);
  if (mandate.kind === 'PRIMARY' && own?.kind !== 'PRIMARY') throw refuse('primary-out-of-reach');
};

const suspend = ({ data }: SuspendMandate, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const mandate = lasting(data, state, on);
  mustReach(mandate, as, state, on);
  const level = levelOf(as);
  if (mandate.suspended !== null && !outranks(level, mandate.suspended)) return [];
  return [{ type: 'MandateSuspended', data: { authorityId, mandateId: mandate.mandateId, level }, subject: mandate.personId, ...because(data.reason) }];
};

const resume = ({ data }: ResumeMandate, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const mandate = lasting(data, state, on);
  mustReach(mandate, as, state, on);
  if (mandate.suspended === null) return [];
  if (!mayLift(levelOf(as), mandate.suspended)) throw refuse('suspended-at-higher-level');
  return [{ type: 'MandateResumed', data: { authorityId, mandateId: mandate.mandateId }, subject: mandate.personId, ...because(data.reason) }];
};

const end = ({ data }: EndMandate, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const held = mandateIn(state, data.mandateId);
  const abused = data.reason === 'ABUSE' ? selfGrantsRevoked(authorityId, held.personId, state, on) : [];
  // Whoever resigns first keeps nothing of what he gave to himself.
  if (abused.length > 0 && hasEnded(held, state, on)) return abused;
  const mandate = lasting(data, state, on);
  mustLeaveAManager([mandate], data.force, state, on);
  return [mandateEnded(authorityId, mandate, data.reason), ...abused];
};

const resign = ({ data }: ResignMandate, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  ownMandate(data.mandateId, state, on);
  const mandate = lasting(data, state, on);
  mustBeSureWhoActs(on);
  mustLeaveAManager([mandate], data.force, state, on);
  return [{ ...mandateEnded(authorityId, mandate, 'RESIGNED'), ...because(data.reason) }];
};

const expire = ({ data }: ExpireMandate, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const mandate = entry(state.mandates, data.mandateId);
  if (!mandate || mandate.ended !== null || endOf(mandate, state) > on.at) return [];
  return [mandateEnded(authorityIn(state).authorityId, mandate, mandate.until <= on.at ? 'EXPIRED' : 'LEFT')];
};
