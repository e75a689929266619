import { describe, it } from '@jest/globals';
import { holding, person } from '../../staff/domain/testing/regional-actors.js';
import type { DesignationCommand } from './designations.js';
import {
  accepted, approved, asked, by, checked, content, denis, dirk, dora, drafted, facts, given, mia, officer, plain, submitted, underReview, validated, verifiedDirk, verifiedMia,
} from './testing/a-designation.js';

const start: DesignationCommand = { type: 'StartReview', data: {} };
const ask: DesignationCommand = { type: 'RequestInformation', data: { saysWhat: true } };
const answer: DesignationCommand = { type: 'ProvideInformation', data: { pieces: [{ kind: 'OTHER', reference: 'f2', sha256: '0'.repeat(64) }], hasNote: false } };
const verify = (personId: string): DesignationCommand => ({ type: 'VerifyCapacity', data: { personId } });
const approve: DesignationCommand = { type: 'ApproveDesignation', data: {} };
const turnDown = (reasonCode: string): DesignationCommand => ({ type: 'RefuseDesignation', data: { reasonCode } });

describe('reviewing a designation', () => {
  it('begins once it is submitted', () => {
    given(...submitted).when(start, officer()).then(plain('ReviewStarted'));
    given(drafted).when(start, officer()).thenRejected('not-at-this-stage');
    given(...underReview).when(start, officer('omer')).thenRejected('not-at-this-stage');
  });
  it('is for officers of the province', () => {
    given(...submitted).when(start, by(person('olga'), holding(['OFFICER'], ['62000']))).thenRejected('not-found');
    given(...submitted).when(start, by(person('hugo'), holding(['HELPDESK']))).thenRejected('capacity-not-sufficient');
    given(...submitted).when(start, by(person('olga', 'substantial'), holding(['OFFICER']))).thenRejected('assurance-too-low');
  });
  it.each(['denis', 'mia', 'dirk', 'dora', 'marc'])('is refused to %s, who has a part in it or belongs to the authority', (id) => {
    given(...submitted).when(start, officer(id)).thenRejected('reviewer-not-independent');
    given(...underReview).when(ask, officer(id)).thenRejected('reviewer-not-independent');
    given(...underReview).when(verify('mia'), officer(id)).thenRejected('reviewer-not-independent');
    given(...checked).when(approve, officer(id)).thenRejected('reviewer-not-independent');
    given(...underReview).when(turnDown('WRONG_PAIR'), officer(id)).thenRejected('reviewer-not-independent');
  });
  it('is refused to who accepted, even when the designated person was identified as somebody else', () => {
    const other = { type: 'DesigneeIdentified', data: { designationId: 'd1', authorityId: 'namur', personId: 'other' } } as const;
    given(...checked, accepted, other).when(approve, officer('dora')).thenRejected('reviewer-not-independent');
  });
});

describe('asking for information', () => {
  it('waits for the authority', () => { given(...underReview).when(ask, officer()).then(plain('InformationRequested')); });
  it('says what is asked for', () => { given(...underReview).when({ type: 'RequestInformation', data: { saysWhat: false } }, officer()).thenRejected('question-missing'); });
  it('is refused outside the review', () => { given(...submitted).when(ask, officer()).thenRejected('not-at-this-stage'); });
});

describe('answering', () => {
  const answered = { ...plain('InformationProvided'), data: { ...plain('InformationProvided').data, pieces: [{ kind: 'OTHER' as const, reference: 'f2', sha256: '0'.repeat(64) }] } };
  it.each([['the drafter', denis], ['a signatory', mia], ['the other signatory', dirk], ['the designated person', dora]])('is for %s', (_, who) => {
    given(...asked).when(answer, who).then(answered);
  });
  it('is a note, a piece, or both', () => {
    const words = (hasNote: boolean): DesignationCommand => ({ type: 'ProvideInformation', data: { pieces: [], hasNote } });
    given(...asked).when(words(true), denis).then({ ...answered, data: { ...answered.data, pieces: [] } });
    given(...asked).when(words(false), denis).thenRejected('answer-missing');
  });
  it('leads back to the review', () => { given(...asked, answered).when(ask, officer()).then(plain('InformationRequested')); });
  it('is refused when nothing was asked', () => { given(...underReview).when(answer, denis).thenRejected('not-at-this-stage'); });
  it('is refused to others', () => {
    given(...asked).when(answer, by(person('marc'))).thenRejected('capacity-not-sufficient');
    given(...asked).when(answer, by(person('eve'))).thenRejected('not-found');
  });
});

describe('verifying a capacity', () => {
  it('records which', () => { given(...underReview).when(verify('mia'), officer()).then(verifiedMia); });
  it('changes nothing the second time', () => { given(...underReview, verifiedMia).when(verify('mia'), officer()).then(); });
  it('is refused for somebody who does not sign', () => { given(...underReview).when(verify('dora'), officer()).thenRejected('signatory-unknown'); });
  it('is refused before the review', () => { given(...submitted).when(verify('mia'), officer()).thenRejected('not-at-this-stage'); });
});

describe('approving a designation', () => {
  it('leaves 30 days to accept', () => { given(...checked).when(approve, officer()).then(approved); });
  it('is done as officer', () => { given(...checked).when(approve, officer()).as('OFFICER'); });
  it('asks for both capacities', () => {
    given(...underReview).when(approve, officer()).thenRejected('capacities-not-verified');
    given(...underReview, verifiedDirk).when(approve, officer()).thenRejected('capacities-not-verified');
  });
  it('is refused when the authority is closed', () => {
    given(...checked).when(approve, officer('olga', { authority: facts.authority && { ...facts.authority, status: 'CLOSED' } })).thenRejected('authority-closed');
  });
  it('is refused when the Region has withdrawn the designated person', () => {
    given(...checked).when(approve, officer('olga', { designee: { confirmed: true, withdrawn: true } })).thenRejected('designee-withdrawn');
  });
  it('is refused when the period is over', () => {
    given(...checked).when(approve, { ...officer(), at: content.until }).thenRejected('period-over');
  });
  it('is refused outside the review', () => {
    given(...asked, verifiedMia, verifiedDirk).when(approve, officer()).thenRejected('not-at-this-stage');
    given(...validated).when(approve, officer()).thenRejected('not-at-this-stage');
  });
});

describe('refusing a designation', () => {
  it('states the reason', () => {
    given(...underReview).when(turnDown('WRONG_PAIR'), officer()).then({ ...plain('DesignationRefused'), reasonCode: 'WRONG_PAIR' });
    given(...underReview).when(turnDown(''), officer()).thenRejected('reason-missing');
  });
  it('is final', () => { given(...underReview, plain('DesignationRefused')).when(approve, officer()).thenRejected('not-at-this-stage'); });
  it('is refused outside the review', () => { given(...submitted).when(turnDown('WRONG_PAIR'), officer()).thenRejected('not-at-this-stage'); });
});
