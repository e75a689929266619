import { describe, expect, it } from '@jest/globals';
import { SIGNATORY_PAIRS, signTogether } from '../../authorities/domain/signatory-pairs.js';
import { client, person } from '../../staff/domain/testing/regional-actors.js';
import { designationDecider } from './designations.decider.js';
import type { Content, DesignatingAuthority, DesignationCommand, DesignationDrafted, Piece } from './designations.js';
import {
  at, by, content, denis, dirk, drafted, facts, given, helpdesk, in30Days, mia, officer, plain, shown, signedByDirk, signedByMia, submitted,
} from './testing/a-designation.js';

const draft = (over: Partial<Content> = {}): DesignationCommand => ({ type: 'DraftDesignation', data: { ...content, ...over } });
const redraft = (over: Partial<Content> = {}): DesignationCommand => ({ type: 'RedraftDesignation', data: { ...content, ...over } });
const sign = (contentSha256 = shown): DesignationCommand => ({ type: 'SignDesignation', data: { contentSha256 } });
const withContent = (over: Partial<Content>): DesignationDrafted => ({ ...drafted, data: { ...drafted.data, ...over } });
const piece = (kind: Piece['kind']): Piece => ({ kind, reference: 'f1', sha256: '0'.repeat(64) });
const [mayor, director] = content.signatories as [Content['signatories'][number], Content['signatories'][number]];

describe('drafting a designation', () => {
  it('is for anyone signed in with high assurance', () => {
    given().when(draft(), denis).then(drafted);
    given().when(draft(), denis).as('ANYONE');
    given().when(draft(), by(person('denis', 'substantial'))).thenRejected('assurance-too-low');
  });
  it('begins a designation once', () => { given(drafted).when(draft({ kind: 'DEPUTY' }), denis).thenRejected('designation-exists'); });
  it('is refused for an authority that is unknown, closed or merged', () => {
    given().when(draft(), by(person('denis'), { authority: null })).thenRejected('authority-unknown');
    given().when(draft(), by(person('denis'), { authority: facts.authority && { ...facts.authority, status: 'CLOSED' } })).thenRejected('authority-closed');
    given().when(draft(), by(person('denis'), { authority: facts.authority && { ...facts.authority, status: 'MERGED' } })).thenRejected('authority-merged');
  });
  it('is refused to somebody whom the Region has withdrawn', () => {
    given().when(draft(), by(person('denis'), { withdrawn: true })).thenRejected('access-suspended');
  });
});

describe('drafting a designation anew', () => {
  it('replaces the draft before', () => { given(drafted).when(redraft({ kind: 'DEPUTY' }), denis).then(withContent({ kind: 'DEPUTY' })); });
  it('holds it against the same rules', () => { given(drafted).when(redraft({ until: content.from }), denis).thenRejected('period-empty'); });
  it('begins none: what is not there is not found, whoever asks', () => {
    given().when(redraft(), denis).thenRejected('not-found');
    given().when(redraft({ onPaper: true, pieces: [piece('ACT')] }), helpdesk).thenRejected('not-found');
  });
  it('is for the drafter alone', () => {
    given(drafted).when(redraft({ kind: 'DEPUTY' }), by(person('eve'))).thenRejected('not-found');
    given(drafted).when(redraft({ kind: 'DEPUTY' }), mia).thenRejected('capacity-not-sufficient');
  });
  it('is over with the first signature', () => { given(drafted, signedByMia).when(redraft({ kind: 'DEPUTY' }), denis).thenRejected('not-at-this-stage'); });
  it('stays with its authority', () => { given(drafted).when(redraft({ authorityId: 'dinant' }), denis).thenRejected('authority-fixed'); });
});

describe('the period of a designation', () => {
  it('ends after it begins', () => { given().when(draft({ until: content.from }), denis).thenRejected('period-empty'); });
  it('is not over', () => { given().when(draft({ from: '2020-01-01T00:00:00.000Z', until: at }), denis).thenRejected('period-over'); });
  it('begins today or later', () => {
    given().when(draft({ from: facts.today }), denis).then(withContent({ from: facts.today }));
    given().when(draft({ from: '2026-02-28T22:59:59.999Z' }), denis).thenRejected('starts-in-the-past');
  });
  it('begins within a year, so that the authority is still the one that signed', () => {
    given().when(draft({ from: '2027-03-01T09:00:00.000Z' }), denis).then(withContent({ from: '2027-03-01T09:00:00.000Z' }));
    given().when(draft({ from: '2027-03-01T09:00:00.001Z' }), denis).thenRejected('designated-too-early');
  });
  it('ends with the six months in which the next communal council renews it, whatever the authority', () => {
    for (const type of ['MUNICIPALITY', 'POLICE_ZONE'] as const) {
      const authority = facts.authority && { ...facts.authority, type };
      const signatories = [mayor, { ...director, capacity: type === 'POLICE_ZONE' ? 'CHIEF_OF_POLICE' as const : director.capacity }];
      given().when(draft({ signatories }), by(person('denis'), { authority })).then(withContent({ signatories }));
      given().when(draft({ signatories, until: '2031-06-03T22:00:00.000Z' }), by(person('denis'), { authority })).thenRejected('mandate-too-long');
    }
  });
  it('lasts six years at most, counted in local days', () => {
    const [from, on] = ['2024-12-14T23:00:00.000Z', by(person('denis'), {}, '2024-12-10T09:00:00.000Z')];
    given().when(draft({ from, until: '2030-12-15T22:00:00.000Z' }), on).thenRejected('mandate-too-long');
    given().when(draft({ from, until: '2030-12-14T23:00:00.000Z' }), on).then(withContent({ from, until: '2030-12-14T23:00:00.000Z' }));
    const inSummer = '2025-05-30T22:00:00.000Z';
    given().when(draft({ from: inSummer, until: '2031-05-30T22:00:00.000Z' }), on).then(withContent({ from: inSummer, until: '2031-05-30T22:00:00.000Z' }));
  });
  it('is refused with the latest end there could be', () => {
    expect(() => designationDecider.decide(draft({ until: '2032-01-01T00:00:00.000Z' }), null, { ...denis, ...denis.facts }))
      .toThrow(expect.objectContaining({ code: 'mandate-too-long', facts: { latestEnd: '2031-06-02T22:00:00.000Z' } }));
  });
});

describe('the designated person', () => {
  const of = (type: 'MUNICIPALITY' | 'WORSHIP_ESTABLISHMENT' | 'NON_PROFIT_ASSOCIATION') => by(person('denis'), { authority: facts.authority && { ...facts.authority, type } });
  it('is from outside only where an authority may appoint such a person', () => {
    given().when(draft({ function: 'EXTERNAL' }), of('MUNICIPALITY')).thenRejected('external-not-permitted');
    const parish = [{ ...mayor, capacity: 'CHAIR' as const }, { ...director, capacity: 'SECRETARY' as const }];
    given().when(draft({ function: 'EXTERNAL', signatories: parish }), of('WORSHIP_ESTABLISHMENT')).then(withContent({ function: 'EXTERNAL', signatories: parish }));
    const association = [mayor, director].map((one) => ({ ...one, capacity: 'LEGAL_REPRESENTATIVE' as const }));
    given().when(draft({ function: 'EXTERNAL', signatories: association }), of('NON_PROFIT_ASSOCIATION')).then(withContent({ function: 'EXTERNAL', signatories: association }));
  });
});

describe('the membership that a designation names', () => {
  const naming = (named: DesignatingAuthority['memberNamed']) => by(person('denis'), { authority: facts.authority && { ...facts.authority, memberNamed: named } });
  const ofDora = { personId: 'dora', preparedFor: null, until: null };
  it('is one of the designated person, or of nobody in particular yet', () => {
    for (const named of [ofDora, { ...ofDora, personId: null, preparedFor: 'dora' }, { ...ofDora, personId: null }, { ...ofDora, until: in30Days }]) {
      given().when(draft({ memberId: 'm1' }), naming(named)).then(withContent({ memberId: 'm1' }));
    }
  });
  it('is in that authority', () => { given().when(draft({ memberId: 'm1' }), naming(null)).thenRejected('member-unknown'); });
  it('is nobody else’s, and whose it is then is not told', () => {
    given().when(draft({ memberId: 'm1' }), naming({ ...ofDora, personId: 'marc' })).thenRejected('member-unknown');
    given().when(draft({ memberId: 'm1' }), naming({ ...ofDora, personId: null, preparedFor: 'marc', until: at })).thenRejected('member-unknown');
  });
  it('is not over', () => { given().when(draft({ memberId: 'm1' }), naming({ ...ofDora, until: at })).thenRejected('membership-over'); });
  it('may be left out', () => { given().when(draft(), naming(null)).then(drafted); });
  it('is held against the same when it is drafted anew', () => { given(drafted).when(redraft({ memberId: 'm1' }), naming(null)).thenRejected('member-unknown'); });
});

describe('the signatories of a designation', () => {
  it('are two different persons', () => {
    given().when(draft({ signatories: [mayor] }), denis).thenRejected('two-signatories-needed');
    given().when(draft({ signatories: [mayor, { ...director, personId: 'mia' }] }), denis).thenRejected('two-signatories-needed');
    given().when(draft({ signatories: [mayor, director, mayor] }), denis).thenRejected('two-signatories-needed');
  });
  it('may have the designated person among them', () => { given().when(draft({ designeeId: 'dirk' }), denis).then(withContent({ designeeId: 'dirk' })); });
  it('sign in the capacities that go together for the type of authority', () => {
    given().when(draft({ signatories: [mayor, { ...director, capacity: 'SECRETARY' }] }), denis).thenRejected('pair-not-competent');
    expect(signTogether('POLICE_ZONE', 'CHIEF_OF_POLICE', 'MAYOR')).toBe(true);
    expect(signTogether('POLICE_ZONE', 'CHAIR', 'MAYOR')).toBe(false);
    expect(signTogether('OTHER', 'LEGAL_REPRESENTATIVE', 'LEGAL_REPRESENTATIVE')).toBe(true);
  });
  it('are told which pairs sign when theirs does not', () => {
    const authority = facts.authority && { ...facts.authority, type: 'POLICE_ZONE' as const };
    expect(() => designationDecider.decide(draft(), null, { ...denis, ...denis.facts, authority }))
      .toThrow(expect.objectContaining({ code: 'pair-not-competent', facts: { authorityType: 'POLICE_ZONE', competentPairs: ['CHAIR+CHIEF_OF_POLICE', 'MAYOR+CHIEF_OF_POLICE'] } }));
  });
  it('are in a table for every type of authority', () => {
    expect(Object.entries(SIGNATORY_PAIRS).map(([type, pairs]) => `${type} ${pairs.map((pair) => pair.join('+')).join(' ')}`)).toEqual([
      'MUNICIPALITY MAYOR+DIRECTOR_GENERAL', 'SOCIAL_WELFARE_CENTRE CHAIR+DIRECTOR_GENERAL', 'PROVINCE CHAIR+DIRECTOR_GENERAL',
      'INTERMUNICIPAL_COMPANY CHAIR+DIRECTOR', 'PROJECT_ASSOCIATION CHAIR+LEGAL_REPRESENTATIVE', 'AUTONOMOUS_MUNICIPAL_ENTERPRISE CHAIR+DIRECTOR',
      'AUTONOMOUS_PROVINCIAL_ENTERPRISE CHAIR+DIRECTOR', 'CPAS_ASSOCIATION CHAIR+DIRECTOR', 'POLICE_ZONE CHAIR+CHIEF_OF_POLICE MAYOR+CHIEF_OF_POLICE',
      'RESCUE_ZONE CHAIR+COMMANDER', 'WORSHIP_ESTABLISHMENT CHAIR+SECRETARY', 'NON_PROFIT_ASSOCIATION LEGAL_REPRESENTATIVE+LEGAL_REPRESENTATIVE',
      'PUBLIC_HOUSING_COMPANY LEGAL_REPRESENTATIVE+LEGAL_REPRESENTATIVE', 'OTHER LEGAL_REPRESENTATIVE+LEGAL_REPRESENTATIVE',
    ]);
  });
  it('add the delegation when one of them signs by delegation', () => {
    for (const signatories of [[{ ...mayor, byDelegation: true }, director], [mayor, { ...director, byDelegation: true }]]) {
      given().when(draft({ signatories }), denis).thenRejected('delegation-missing');
      given().when(draft({ signatories, pieces: [piece('DELEGATION')] }), denis).then(withContent({ signatories, pieces: [piece('DELEGATION')] }));
    }
  });
});

describe('a designation on paper', () => {
  const onPaper = { onPaper: true, pieces: [piece('ACT')] };
  it('is entered by the helpdesk with the signed act, and is submitted at once', () => {
    const entered = { ...drafted, data: { ...withContent(onPaper).data, draftedBy: 'hugo' } };
    given().when(draft(onPaper), helpdesk).then(entered, plain('DesignationSubmitted'));
    given().when(draft(onPaper), helpdesk).as('HELPDESK');
  });
  it('may have begun before it came', () => {
    const begun = { ...onPaper, from: '2026-02-01T00:00:00.000Z' };
    given().when(draft(begun), helpdesk).then({ ...drafted, data: { ...withContent(begun).data, draftedBy: 'hugo' } }, plain('DesignationSubmitted'));
  });
  it('is refused without the act', () => { given().when(draft({ onPaper: true }), helpdesk).thenRejected('act-missing'); });
  it('is entered by nobody else', () => {
    given().when(draft(onPaper), denis).thenRejected('not-found');
    given().when(draft(onPaper), officer()).thenRejected('capacity-not-sufficient');
  });
});

describe('signing a designation', () => {
  it('records the capacity and the content that was signed', () => { given(drafted).when(sign(), mia).then(signedByMia); });
  it('submits it with the last signature', () => { given(drafted, signedByMia).when(sign(), dirk).then(signedByDirk, plain('DesignationSubmitted')); });
  it('is done as office holder by who is recorded as one, and otherwise as the person named', () => {
    given(drafted).when(sign(), mia).as('OFFICE_HOLDER');
    given(drafted).when(sign(), dirk).as('ANYONE');
  });
  it('changes nothing the second time', () => { given(drafted, signedByMia).when(sign(), mia).then(); });
  it('is refused when the content is not the one that was shown', () => {
    given(withContent({ kind: 'DEPUTY' })).when(sign(), mia).thenRejected('content-changed');
  });
  it('is refused to others, and strangers are not told that it exists', () => {
    given(drafted).when(sign(), denis).thenRejected('capacity-not-sufficient');
    given(drafted).when(sign(), by(person('oscar'))).thenRejected('capacity-not-sufficient');
    given(drafted).when(sign(), by(person('eve'))).thenRejected('not-found');
  });
  it('is refused to a machine that bears the id of a signatory', () => {
    given(drafted).when(sign(), by({ ...client, id: 'mia' })).thenRejected('capacity-not-sufficient');
  });
  it('asks for high assurance', () => { given(drafted).when(sign(), by(person('dirk', 'substantial'))).thenRejected('assurance-too-low'); });
  it('is refused once the authority is closed', () => {
    given(drafted).when(sign(), by(person('dirk'), { authority: facts.authority && { ...facts.authority, status: 'CLOSED' } })).thenRejected('authority-closed');
  });
  it('is refused where there is no designation', () => { given().when(sign(), mia).thenRejected('not-found'); });
  it('is refused when it was withdrawn', () => {
    given(drafted, plain('DesignationWithdrawn')).when(sign(), mia).thenRejected('not-at-this-stage');
    given(...submitted).when(sign(), mia).then();
  });
});
