import { describe, expect, it } from '@jest/globals';
import { DomainError, type Actor } from '#kernel';
import { cellsOf } from '../../staff/domain/testing/golden-matrix.js';
import { authorityMayDo } from './authority-capacities.js';
import type { AuthorityFacts } from './authority-facts.js';
import { privateSpaceDecider, type AuthorityCommand, type AuthorityEvent } from './private-space.decider.js';
import { client, deputy, facts, given, grantOf, LATER, manager, mandateEnded, member, NOW, officeHolder, operator, person, prepared, primary, regional, registered, system } from './testing/an-authority.js';

/**
 * y: done in that capacity, m: done as a member, f: forbidden, n: told that there is no such thing, c: his, but too late.
 * GRACE: a manager whose mandate ran out, where nobody manages any more (BR-15). ELSEWHERE: a manager of another authority. HELPDESK_AWAY: of another province.
 */
const TABLE = `
                         OFFICE_HOLDER PRIMARY DEPUTY GRACE OFFICER ADMINISTRATOR HELPDESK AUDITOR MEMBER ELSEWHERE CLIENT OPERATOR SYSTEM HELPDESK_AWAY
RegisterAuthority              n          n      n      n      f          y          f        f       n       n        f       y       f         n
CorrectDetails                 f          f      f      f      f          y          f        f       f       n        f       y       f         n
MergeInto                      f          f      f      f      f          y          f        f       f       n        f       f       f         n
Close                          f          f      f      f      f          y          f        f       f       n        f       f       f         n
Reopen                         f          f      f      f      f          y          f        f       f       n        f       f       f         n
RecordOfficeHolder             f          f      f      f      y          f          f        f       f       n        f       f       f         n
EndOfficeHolder                f          f      f      f      y          f          f        f       f       n        f       f       f         n
StartMandate                   f          f      f      f      f          f          f        f       f       n        f       f       y         n
AcceptCharter/own              f          y      y      c      f          f          f        f       n       n        f       f       f         n
AcceptCharter/another          f          n      n      n      f          f          f        f       n       n        f       f       f         n
SuspendMandate/primary         y          f      f      f      f          f          f        f       f       n        f       f       f         n
SuspendMandate/own             n          f      f      f      f          f          f        f       f       n        f       f       f         n
SuspendMandate/deputy          y          y      y      f      f          f          f        f       f       n        f       f       f         n
ResumeMandate/primary          y          f      f      f      f          f          f        f       f       n        f       f       f         n
ResumeMandate/deputy           y          y      y      f      f          f          f        f       f       n        f       f       f         n
EndMandate/deputy              y          f      f      f      f          f          f        f       f       n        f       f       f         n
ResignMandate/own              f          y      y      c      f          f          f        f       n       n        f       f       f         n
ResignMandate/another          f          n      n      n      f          f          f        f       n       n        f       f       f         n
ExpireMandate                  f          f      f      f      f          f          f        f       f       n        f       f       y         n
ForeseeGap                     f          f      f      f      f          f          f        f       f       n        f       f       y         n
PrepareMember                  f          y      y      f      f          f          f        f       f       n        f       f       f         n
IdentifyMember                 f          f      f      f      f          f          f        f       f       n        f       f       y         n
ChangeFunction                 f          y      y      f      f          f          f        f       f       n        f       f       f         n
ExtendMembership               f          y      y      f      f          f          f        f       f       n        f       f       f         n
SuspendMember                  f          y      y      y      f          f          f        f       f       n        f       f       f         n
ResumeMember                   f          y      y      f      f          f          f        f       f       n        f       f       f         n
EndMembership/member           f          y      y      f      f          f          f        f       f       n        f       f       f         n
EndMembership/manager          f          f      f      f      f          f          f        f       f       n        f       f       f         n
LeaveMembership/own            f          m      m      m      f          f          f        f       y       n        f       f       f         n
LeaveMembership/another        f          n      n      n      f          f          f        f       n       n        f       f       f         n
EndForWithdrawal               f          f      f      f      f          f          f        f       f       n        f       f       y         n
ExpireMembership               f          f      f      f      f          f          f        f       f       n        f       f       y         n
GrantAccess                    f          y      y      f      f          f          f        f       f       n        f       f       f         n
RevokeAccess/managed           f          y      y      y      f          f          f        f       f       n        f       f       f         n
RevokeAccess/unmanaged         f          f      f      y      y          f          f        f       f       n        f       f       f         n
RenounceGrant/own              f          m      m      m      f          f          f        f       y       n        f       f       f         n
RenounceGrant/another          f          n      n      n      f          f          f        f       n       n        f       f       f         n
ExpireGrant                    f          f      f      f      f          f          f        f       f       n        f       f       y         n
ReplaceAccess                  f          y      y      f      f          f          f        f       f       n        f       f       f         n
GrantInBulk                    f          y      y      f      f          f          f        f       f       n        f       f       f         n
UndoBulk                       f          y      y      f      f          f          f        f       f       n        f       f       f         n
RevokeForWithdrawnActor        f          f      f      f      f          f          f        f       f       n        f       f       y         n
`;

type Who = { readonly actor: Actor; readonly as: string; readonly facts?: Partial<AuthorityFacts> };
const WHO: Readonly<Record<string, Who>> = {
  OFFICE_HOLDER: { actor: person('mayor'), as: 'OFFICE_HOLDER' },
  PRIMARY: { actor: person('paul'), as: 'MANAGER' },
  DEPUTY: { actor: person('dora'), as: 'MANAGER' },
  GRACE: { actor: person('max'), as: 'MANAGER_IN_GRACE' },
  OFFICER: { actor: person('olga'), as: 'OFFICER', facts: regional('OFFICER') },
  ADMINISTRATOR: { actor: person('anna'), as: 'ADMINISTRATOR', facts: regional('ADMINISTRATOR') },
  HELPDESK: { actor: person('hugo'), as: 'HELPDESK', facts: regional('HELPDESK') },
  HELPDESK_AWAY: { actor: person('hans'), as: 'HELPDESK', facts: regional('HELPDESK', { provinces: ['60000'] }) },
  AUDITOR: { actor: person('aude'), as: 'AUDITOR', facts: regional('AUDITOR') },
  MEMBER: { actor: person('uma'), as: 'MEMBER' },
  ELSEWHERE: { actor: person('elsa'), as: 'MANAGER' },
  CLIENT: { actor: client, as: 'CLIENT' },
  OPERATOR: { actor: operator, as: 'OPERATOR' },
  SYSTEM: { actor: system, as: 'SYSTEM' },
};

const ownGrants = ['paul', 'dora', 'max', 'uma', 'tom'].map((who) => grantOf({ memberId: `m-${who}`, grantId: `own-${who}`, batchId: 'batch' }));
const space: readonly AuthorityEvent[] = [
  registered(), officeHolder, ...primary, ...deputy, ...manager('dan', { kind: 'DEPUTY' }), ...manager('max', { kind: 'DEPUTY', until: '2026-03-01T23:00:00.000Z' }),
  ...member('uma'), ...member('tom'), prepared('m-new'), ...ownGrants,
];
const unmanaged = ['paul', 'dora', 'dan'].map((who) => mandateEnded(who, 'LEFT'));
const cell = { role: 'READER', subject: 'FUN' } as const;
const granted = { grantId: 'fresh', memberId: 'm-tom', ...cell };

const commandFor = (row: string, { actor: { id } }: Who): AuthorityCommand => {
  const own = { memberId: `m-${id}`, mandateId: `g-${id}`, grantId: `own-${id}` };
  const tom = { memberId: 'm-tom', grantId: 'own-tom', reason: 'WHY' };
  const commands: Readonly<Record<string, AuthorityCommand>> = {
    RegisterAuthority: { type: 'RegisterAuthority', data: registered().data },
    CorrectDetails: { type: 'CorrectDetails', data: { name: { fr: 'Namur (ville)' } } },
    MergeInto: { type: 'MergeInto', data: { successorId: 'successor' } },
    Close: { type: 'Close', data: {} },
    Reopen: { type: 'Reopen', data: {} },
    RecordOfficeHolder: { type: 'RecordOfficeHolder', data: { officeHolderId: 'office-2', personId: 'newcomer', capacity: 'DIRECTOR_GENERAL' } },
    EndOfficeHolder: { type: 'EndOfficeHolder', data: { officeHolderId: 'office-1' } },
    StartMandate: { type: 'StartMandate', data: { mandateId: 'g-new', memberId: 'm-new', personId: 'newcomer', kind: 'PRIMARY', from: NOW, until: LATER, designationId: 'd', function: 'OTHER', charterVersion: 1, officeHolders: [] } },
    'AcceptCharter/own': { type: 'AcceptCharter', data: { ...own, charterVersion: 1 } },
    'AcceptCharter/another': { type: 'AcceptCharter', data: { mandateId: 'g-dan', charterVersion: 1 } },
    'SuspendMandate/primary': { type: 'SuspendMandate', data: { mandateId: 'g-paul' } },
    'SuspendMandate/own': { type: 'SuspendMandate', data: { mandateId: own.mandateId } },
    'SuspendMandate/deputy': { type: 'SuspendMandate', data: { mandateId: 'g-dan' } },
    'ResumeMandate/primary': { type: 'ResumeMandate', data: { mandateId: 'g-paul' } },
    'ResumeMandate/deputy': { type: 'ResumeMandate', data: { mandateId: 'g-dan' } },
    'EndMandate/deputy': { type: 'EndMandate', data: { mandateId: 'g-dan', reason: 'LEFT' } },
    'ResignMandate/own': { type: 'ResignMandate', data: own },
    'ResignMandate/another': { type: 'ResignMandate', data: { mandateId: 'g-dan' } },
    ExpireMandate: { type: 'ExpireMandate', data: { mandateId: 'g-max' } },
    ForeseeGap: { type: 'ForeseeGap', data: {} },
    PrepareMember: { type: 'PrepareMember', data: { memberId: 'm-fresh', function: 'OTHER' } },
    IdentifyMember: { type: 'IdentifyMember', data: { memberId: 'm-new', personId: 'newcomer' } },
    ChangeFunction: { type: 'ChangeFunction', data: { ...tom, function: 'TREASURER' } },
    ExtendMembership: { type: 'ExtendMembership', data: { ...tom, until: null } },
    SuspendMember: { type: 'SuspendMember', data: tom },
    ResumeMember: { type: 'ResumeMember', data: tom },
    'EndMembership/member': { type: 'EndMembership', data: tom },
    'EndMembership/manager': { type: 'EndMembership', data: { memberId: 'm-dan' } },
    'LeaveMembership/own': { type: 'LeaveMembership', data: own },
    'LeaveMembership/another': { type: 'LeaveMembership', data: tom },
    EndForWithdrawal: { type: 'EndForWithdrawal', data: { personId: 'tom', withdrawalId: 'w' } },
    ExpireMembership: { type: 'ExpireMembership', data: { memberId: 'm-tom' } },
    GrantAccess: { type: 'GrantAccess', data: granted },
    'RevokeAccess/managed': { type: 'RevokeAccess', data: tom },
    'RevokeAccess/unmanaged': { type: 'RevokeAccess', data: tom },
    'RenounceGrant/own': { type: 'RenounceGrant', data: own },
    'RenounceGrant/another': { type: 'RenounceGrant', data: tom },
    ExpireGrant: { type: 'ExpireGrant', data: tom },
    ReplaceAccess: { type: 'ReplaceAccess', data: { ...tom, batchId: 'whole', desired: [cell], grantIds: ['fresh'] } },
    GrantInBulk: { type: 'GrantInBulk', data: { batchId: 'fresh', lines: [granted] } },
    UndoBulk: { type: 'UndoBulk', data: { batchId: 'batch', grantIds: [] } },
    RevokeForWithdrawnActor: { type: 'RevokeForWithdrawnActor', data: tom },
  };
  const command = commands[row];
  if (!command) throw new Error(`no command for ${row}`);
  return command;
};

const historyFor = (row: string, { as }: Who): readonly AuthorityEvent[] => {
  if (row === 'RegisterAuthority') return [];
  return row.endsWith('/unmanaged') || as === 'MANAGER_IN_GRACE' ? [...space, ...unmanaged] : space;
};

const LETTERS: Readonly<Record<string, string>> = { forbidden: 'f', 'not-found': 'n', conflict: 'c' };

const letterFor = (row: string, who: Who): string => {
  const state = given(...historyFor(row, who).map((event) => ({ recordedAt: NOW, event }))).state();
  try {
    const { as } = privateSpaceDecider.decide(commandFor(row, who), state, { at: NOW, actor: who.actor, ...facts(), ...who.facts });
    return as.capacity === who.as ? 'y' : as.capacity.charAt(0).toLowerCase();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return LETTERS[error.kind] ?? String(error.code);
  }
};

describe('who may do what in an authority', () => {
  it.each(cellsOf(TABLE))('$command by $who: $letter', ({ command, who, letter }) => {
    const actor = WHO[who];
    expect(actor && letterFor(command, actor)).toBe(letter);
  });

  it('is said for every command', () => {
    expect(new Set(cellsOf(TABLE).map(({ command }) => command.split('/')[0]))).toEqual(new Set(Object.keys(authorityMayDo)));
  });
});
