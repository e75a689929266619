import { refusals } from '#kernel';

export const refuse = refusals({
  'authority-unknown': ['not-found', 'There is no such authority.'],
  'authority-closed': ['conflict', 'This authority is closed; an administrator may reopen it.'],
  'authority-fixed': ['conflict', 'A designation stays with the authority it was drafted for.'],
  'not-at-this-stage': ['conflict', 'The designation is not at a stage where this can be done.'],
  'period-empty': ['invalid', 'The period ends before it begins.'],
  'period-over': ['invalid', 'The period is over already.'],
  'mandate-too-long': ['invalid', 'A mandate lasts six years at most.'],
  'two-signatories-needed': ['invalid', 'A designation is signed by two different persons.'],
  'pair-not-competent': ['invalid', 'These two capacities do not sign together for this type of authority.'],
  'delegation-missing': ['invalid', 'Who signs by delegation adds the document that delegates.'],
  'act-missing': ['invalid', 'A designation on paper comes with the signed act.'],
  'content-changed': ['stale', 'The content is not the one that was shown; read it again.'],
  'charter-not-acceptable': ['conflict', 'This version of the charter is not in force.'],
  'reviewer-not-independent': ['forbidden', 'Who drafted, signs, is designated or belongs to the authority does not review.'],
  'signatory-unknown': ['not-found', 'That person is not a signatory of this designation.'],
  'capacities-not-verified': ['conflict', 'The capacities of both signatories must be verified first.'],
  'designee-withdrawn': ['conflict', 'The designated person cannot be approved now.'],
  'reason-missing': ['invalid', 'A refusal states its reasons.'],
  'already-identified': ['conflict', 'The designated person was identified as somebody else.'],
});
