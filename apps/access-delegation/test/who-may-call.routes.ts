import { randomUUID } from 'node:crypto';
import { API, SHA256, type ARegion } from './a-region.js';

export type Call = { readonly method: string; readonly path: string; readonly body?: unknown; readonly stale?: boolean };
/** What the calls are about: prepared once, and never changed by a call that is permitted. */
export type Targets = { readonly designationId: string; readonly batchId: string; readonly personId: string; readonly withdrawalId: string; readonly officeHolderId: string };

export const drafted = (region: ARegion, designeeId: string) => ({
  authorityId: region.here.id, designeeId, kind: 'DEPUTY', function: 'HEAD_OF_SERVICE', from: '2026-11-02', until: '2030-01-01',
  signatories: [{ personId: region.people.signatory, capacity: 'MAYOR' }, { personId: region.people.director, capacity: 'DIRECTOR_GENERAL' }],
});

const category = { subject: 'FIN', title: { fr: 'FIN-TAX' }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] };

/**
 * A call of every route, about the first authority. Whoever may make it is stopped by a rule of the business at the
 * latest (`stale`: by the version), or does what was done already, so that the next caller finds the same.
 */
export const callsOf = (region: ARegion, { designationId, batchId, personId, withdrawalId, officeHolderId }: Targets): Readonly<Record<string, Call>> => {
  const { here, away, people, deputyMandateId } = region;
  const authority = `${API}/authorities/${here.id}`;
  const member = `${authority}/members/${here.memberId}`;
  const grant = `${member}/grants/${here.grantId}`;
  const mandate = `${authority}/mandates/${deputyMandateId}`;
  const own = `${authority}/mandates/${here.mandateId}`;
  const designation = `${API}/designations/${designationId}`;
  const withdrawals = `${API}/persons/${personId}/withdrawals`;
  const draft = drafted(region, people.member);
  const question = { subject: { type: 'person', id: people.member }, action: { name: 'edit' }, resource: { type: 'category', id: `${here.id}/FIN-BUD` } };
  const get = (path: string): Call => ({ method: 'GET', path });
  const post = (path: string, body: unknown = {}): Call => ({ method: 'POST', path, body });
  const stale = (method: string, path: string, body?: unknown): Call => ({ method, path, body, stale: true });
  return {
    'AuthoritiesController.register': post(`${API}/authorities`, { type: 'MUNICIPALITY', name: { fr: 'Double' }, supervision: 'REGION', nisCode: '99001' }),
    'AuthoritiesController.correct': stale('PATCH', authority, { languages: ['fr'] }),
    'AuthoritiesController.close': stale('POST', `${authority}/closure`, {}),
    'AuthoritiesController.reopen': stale('POST', `${authority}/reopening`, {}),
    'AuthoritiesController.merge': stale('POST', `${authority}/merger`, { successorId: away.id }),
    'AuthoritiesController.recordOfficeHolder': post(`${authority}/office-holders`, { personId: people.signatory, capacity: 'MAYOR' }),
    'AuthoritiesController.endOfficeHolder': { method: 'DELETE', path: `${authority}/office-holders/${officeHolderId}` },
    'AuthorityListController.find': get(`${API}/authorities`),
    'OpenAuthoritiesController.find': get(`${API}/authorities/by-number?nisCode=99001`),
    'MeController.me': get(`${API}/me`),
    'AccessHoldersController.find': get(`${authority}/access?category=FIN-BUD&action=edit`),
    'SpaceController.authority': get(authority),
    'SpaceController.officeHolders': get(`${authority}/office-holders`),
    'SpaceController.mandates': get(`${authority}/mandates`),
    'SpaceController.members': get(`${authority}/members`),
    'SpaceController.member': get(member),
    'SpaceController.grants': get(`${member}/grants`),
    'MembersController.prepare': post(`${authority}/members`, { personId: people.member, function: 'OTHER' }),
    'MembersController.changeFunction': stale('PATCH', member, { function: 'OTHER' }),
    'MembersController.extend': stale('POST', `${member}/extension`, { until: null }),
    'MembersController.suspend': stale('POST', `${member}/suspension`, {}),
    'MembersController.resume': stale('DELETE', `${member}/suspension`),
    'MembersController.end': stale('POST', `${member}/departure`, {}),
    'MembersController.leave': stale('POST', `${member}/own-departure`, {}),
    'GrantsController.grant': post(`${member}/grants`, { role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'] }),
    'GrantsController.revoke': post(`${grant}/revocation`),
    'GrantsController.renounce': stale('POST', `${grant}/renunciation`, {}),
    'WholeAccessController.replace': stale('PUT', `${member}/access`, { access: [] }),
    'WholeAccessController.grantInBulk': post(`${authority}/bulk-access`, { lines: [{ memberId: randomUUID(), role: 'READER', subject: 'FIN' }] }),
    'WholeAccessController.undo': { method: 'DELETE', path: `${authority}/bulk-access/${batchId}` },
    'MandatesController.acceptCharter': post(`${own}/charter-acceptance`, { charterVersion: 1 }),
    'MandatesController.suspend': stale('POST', `${mandate}/suspension`, {}),
    'MandatesController.resume': stale('DELETE', `${mandate}/suspension`),
    'MandatesController.end': stale('POST', `${mandate}/ending`, { reason: 'LEFT' }),
    'MandatesController.resign': stale('POST', `${own}/resignation`, {}),
    'DesignationsController.draft': post(`${API}/designations`, { ...draft, until: '2026-11-01' }),
    'DesignationsController.redraft': { method: 'PUT', path: designation, body: draft },
    'DesignationsController.sign': post(`${designation}/signatures`, { contentSha256: SHA256 }),
    'DesignationsController.provideInformation': post(`${designation}/information`),
    'DesignationsController.accept': post(`${designation}/acceptance`, { charterVersion: 1 }),
    'DesignationsController.decline': post(`${designation}/refusal-by-designee`),
    'DesignationsController.withdraw': post(`${designation}/withdrawal`),
    'DesignationListController.find': get(`${API}/designations?authorityId=${here.id}`),
    'DesignationViewsController.one': get(designation),
    'DesignationReviewsController.start': post(`${designation}/review`),
    'DesignationReviewsController.requestInformation': post(`${designation}/information-requests`),
    'DesignationReviewsController.verify': post(`${designation}/verifications`, { personId: people.signatory }),
    'DesignationReviewsController.approve': post(`${designation}/approval`),
    'DesignationReviewsController.refuse': post(`${designation}/refusal`, { reasonCode: 'NOT_COMPETENT' }),
    'CatalogueController.read': get(`${API}/catalogue`),
    'CatalogueController.publishSubject': { method: 'PUT', path: `${API}/catalogue/subjects/FIN`, body: { title: { fr: 'Finances' } } },
    'CatalogueController.publishCategory': { method: 'PUT', path: `${API}/catalogue/categories/FIN-TAX`, body: category },
    'CatalogueController.closeCategory': post(`${API}/catalogue/categories/FIN-OLD/closure`),
    'CharterController.read': get(`${API}/charter`),
    'CharterController.version': get(`${API}/charter/versions/1`),
    'CharterController.publish': post(`${API}/charter/versions`, { text: { fr: 'Charte' } }),
    'ParkedKeysController.list': get(`${API}/parked-keys`),
    'ParkedKeysController.replay': post(`${API}/parked-keys/${personId}/replay`, undefined),
    'StaffController.list': get(`${API}/staff`),
    'StaffController.appoint': post(`${API}/staff`, { personId: people.administrator2, function: 'OFFICER' }),
    'StaffController.dismiss': { method: 'DELETE', path: `${API}/staff/${people.administrator2}?function=ADMINISTRATOR` },
    'WithdrawalsController.list': get(withdrawals),
    'WithdrawalsController.order': post(withdrawals, { authorityId: here.id, reasonCode: 'MISUSE' }),
    'WithdrawalsController.confirm': post(`${withdrawals}/${withdrawalId}/confirmation`),
    'WithdrawalsController.annul': post(`${withdrawals}/${withdrawalId}/annulment`),
    'WithdrawalsController.lift': post(`${withdrawals}/${withdrawalId}/lifting`),
    'AuthzenController.evaluate': post('/access/v1/evaluation', question),
    'AuthzenController.evaluateAll': post('/access/v1/evaluations', { evaluations: [question] }),
    'AuthzenMetadataController.configuration': get('/.well-known/authzen-configuration'),
  };
};
