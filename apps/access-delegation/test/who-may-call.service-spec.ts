import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiOf, routesOf, routesWithoutCallers, undocumentedRoutes, vagueAnswers } from '#http';
import { accessDelegation } from '../src/access-delegation.module.js';
import { API, ARegion, type PersonName } from './a-region.js';
import { callsOf, drafted, type Call } from './who-may-call.routes.js';

const COLUMNS = [
  'anonymous', 'stranger', 'member', 'primary', 'deputy', 'signatory', 'officer', 'local', 'away', 'administrator', 'helpdesk', 'ticket', 'auditor', 'withdrawn', 'low', 'elsewhere', 'client',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * In the order of COLUMNS. y: let through, f: 403, n: 404 as for a thing that does not exist, u: 401.
 * `local` and `away` are officers with and without this province in their scope, `ticket` is the helpdesk with one,
 * `withdrawn` a deputy whom the Region withdrew, `low` the primary signed in with a password, `elsewhere` a GLS of
 * another authority.
 */
//                                          an st me pr de si of lo aw ad he ti au wi lo el cl
const MATRIX: Readonly<Record<string, string>> = {
  'AuthoritiesController.register':           'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'AuthoritiesController.correct':            'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f',
  'AuthoritiesController.close':              'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f',
  'AuthoritiesController.reopen':             'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f',
  'AuthoritiesController.merge':              'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f',
  'AuthoritiesController.recordOfficeHolder': 'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'AuthoritiesController.endOfficeHolder':    'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'AuthorityListController.find':             'u  n  n  n  n  n  y  y  y  y  n  y  n  n  n  n  f',
  'MeController.me':                          'u  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  f',
  'AccessHoldersController.find':             'u  n  f  y  y  y  y  y  n  n  n  n  n  n  y  n  f',
  'SpaceController.authority':                'u  n  y  y  y  y  y  y  n  y  n  y  n  n  y  n  f',
  'SpaceController.officeHolders':            'u  n  y  y  y  y  y  y  n  y  n  y  n  n  y  n  f',
  'SpaceController.mandates':                 'u  n  y  y  y  y  y  y  n  y  n  y  n  n  y  n  f',
  'SpaceController.members':                  'u  n  y  y  y  y  y  y  n  y  n  y  n  n  y  n  f',
  'SpaceController.member':                   'u  n  y  y  y  y  y  y  n  n  n  y  n  n  y  n  f',
  'SpaceController.grants':                   'u  n  y  y  y  y  y  y  n  n  n  y  n  n  y  n  f',
  'MembersController.prepare':                'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MembersController.changeFunction':         'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MembersController.extend':                 'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MembersController.suspend':                'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MembersController.resume':                 'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MembersController.end':                    'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MembersController.leave':                  'u  n  y  n  n  f  f  f  n  f  f  f  f  f  f  n  f',
  'GrantsController.grant':                   'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'GrantsController.revoke':                  'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'GrantsController.renounce':                'u  n  y  n  n  f  f  f  n  f  f  f  f  f  f  n  f',
  'WholeAccessController.replace':            'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'WholeAccessController.grantInBulk':        'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'WholeAccessController.undo':               'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f',
  'MandatesController.acceptCharter':         'u  n  n  y  n  f  f  f  n  f  f  f  f  f  f  n  f',
  'MandatesController.suspend':               'u  n  f  y  y  y  f  f  n  f  f  f  f  f  f  n  f',
  'MandatesController.resume':                'u  n  f  y  y  y  f  f  n  f  f  f  f  f  f  n  f',
  'MandatesController.end':                   'u  n  f  f  f  y  f  f  n  f  f  f  f  f  f  n  f',
  'MandatesController.resign':                'u  n  n  y  n  f  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationsController.draft':             'u  y  y  y  y  y  y  y  y  y  y  y  y  f  f  y  f',
  'DesignationsController.redraft':           'u  n  f  f  f  f  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationsController.sign':              'u  n  f  f  f  y  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationsController.provideInformation': 'u  n  y  f  f  y  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationsController.accept':            'u  n  y  f  f  f  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationsController.decline':           'u  n  y  f  f  f  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationsController.withdraw':          'u  n  y  f  f  y  f  f  n  f  f  f  f  f  f  n  f',
  'DesignationListController.find':           'u  n  n  y  y  y  y  y  n  n  n  n  n  n  y  n  f',
  'DesignationViewsController.one':           'u  n  y  y  y  y  y  y  n  n  n  y  n  n  y  n  f',
  'DesignationReviewsController.start':       'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'DesignationReviewsController.requestInformation': 'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'DesignationReviewsController.verify':      'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'DesignationReviewsController.approve':     'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'DesignationReviewsController.refuse':      'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f',
  'CatalogueController.read':                 'u  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  f',
  'CatalogueController.publishSubject':       'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'CatalogueController.publishCategory':      'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'CatalogueController.closeCategory':        'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'CharterController.read':                   'u  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  f',
  'CharterController.version':                'u  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  f',
  'CharterController.publish':                'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'StaffController.list':                     'u  n  n  n  n  n  y  y  y  y  y  y  y  n  n  n  f',
  'StaffController.appoint':                  'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'StaffController.dismiss':                  'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'WithdrawalsController.list':               'u  n  n  n  n  n  y  y  y  n  n  n  n  n  n  n  f',
  'WithdrawalsController.order':              'u  n  n  n  n  n  y  y  n  f  f  f  f  n  n  n  f',
  'WithdrawalsController.confirm':            'u  n  n  n  n  n  f  y  n  f  f  f  f  n  n  n  f',
  'WithdrawalsController.annul':             'u  n  n  n  n  n  y  y  n  f  f  f  f  n  n  n  f',
  'WithdrawalsController.lift':               'u  n  n  n  n  n  y  y  n  f  f  f  f  n  n  n  f',
  'ParkedKeysController.list':                'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'ParkedKeysController.replay':              'u  n  n  n  n  n  f  f  f  y  f  f  f  n  n  n  f',
  'AuthzenController.evaluate':               'u  f  y  y  y  f  y  y  f  f  f  f  f  f  y  f  f',
  'AuthzenController.evaluateAll':            'u  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y',
  'AuthzenMetadataController.configuration':  'y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y',
};

describe('who may call what', () => {
  let region: ARegion;
  let calls: Readonly<Record<string, Call>> = {};

  beforeAll(async () => {
    region = await ARegion.start();
    const { here, people, service } = region;
    const send = (as: PersonName, path: string, body: unknown) => service.send(people[as], 'POST', `${API}${path}`, body);
    const personId = randomUUID();
    const designation = await send('director', '/designations', drafted(region, people.member));
    const batch = await send('primary', `/authorities/${here.id}/bulk-access`, { lines: [{ memberId: await region.member(), role: 'READER', subject: 'FIN' }] });
    const withdrawalId = await region.withdraw(personId, here.id);
    calls = callsOf(region, { designationId: String(designation.body['id']), batchId: String(batch.body['id']), personId, withdrawalId });
  });
  afterAll(() => region.stop());

  const sentBy: Readonly<Partial<Record<Column, { readonly as: PersonName; readonly assurance?: string }>>> = { ticket: { as: 'helpdesk' }, low: { as: 'primary', assurance: 'low' } };

  const answerTo = async (column: Column, { method, path, body, stale = false }: Call): Promise<string> => {
    const headers = {
      ...(stale ? { 'if-match': '"99999"' } : {}),
      ...(column === 'anonymous' ? { authorization: '' } : {}),
      ...(column === 'client' ? await region.service.issuer.bearer({ sub: 'dossiers', client_id: 'dossiers', acr: 'high' }) : {}),
    };
    const asked = column === 'ticket' && method === 'GET' && !path.includes('?') && /(authorities|designations)(\/[^?]*)?$/.test(path) ? `${path}?ticket=T-2026-00042` : path;
    const { as, assurance } = sentBy[column] ?? { as: column === 'anonymous' || column === 'client' ? 'stranger' as const : column as PersonName };
    const { status, body: answer } = await region.service.send(region.people[as], method, asked, body, headers, assurance);
    return LETTERS[status] ?? `${String(status)} ${String(answer['code'])}`;
  };

  it('is stated for every route there is', () => {
    const names = routesOf(region.service.running.app).map(({ name }) => name).filter((name) => !name.startsWith('Health'));
    expect([...names].sort()).toEqual(Object.keys(MATRIX).sort());
    expect(Object.keys(calls).sort()).toEqual(Object.keys(MATRIX).sort());
    expect(routesWithoutCallers(region.service.running.app)).toEqual([]);
  });

  it.each(Object.entries(MATRIX))('%s', async (name, letters) => {
    const call = calls[name] ?? { method: 'GET', path: '/nowhere' };
    const answers = [];
    for (const column of COLUMNS) answers.push([column, await answerTo(column, call)]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(letters.split(/\s+/).map((letter, index) => [COLUMNS[index], letter])));
  });

  it('and every route is documented in an OpenAPI 3.1 document', async () => {
    const { app } = region.service.running;
    expect(undocumentedRoutes(app, openApiOf(app, accessDelegation.api))).toEqual([]);
    expect(vagueAnswers(openApiOf(app, accessDelegation.api))).toEqual([]);
    const { status, body } = await region.service.send(region.people.stranger, 'GET', '/openapi.json');
    expect([status, body['openapi']]).toEqual([200, '3.1.0']);
  });
});

const LETTERS: Readonly<Record<number, string>> = { 200: 'y', 201: 'y', 409: 'y', 412: 'y', 422: 'y', 401: 'u', 403: 'f', 404: 'n' };
