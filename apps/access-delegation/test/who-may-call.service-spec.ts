import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiOf, routesOf, routesWithoutCallers, undocumentedRoutes, vagueAnswers } from '#http';
import { accessDelegation } from '../src/access-delegation.module.js';
import { API, ARegion, type PersonName } from './a-region.js';
import { callsOf, drafted, type Call } from './who-may-call.routes.js';

const COLUMNS = [
  'anonymous', 'stranger', 'member', 'primary', 'deputy', 'signatory', 'officer', 'local', 'away', 'administrator', 'helpdesk', 'ticket', 'auditor', 'withdrawn', 'low', 'elsewhere', 'client', 'bySubject', 'farDesk',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * In the order of COLUMNS. y: let through, f: 403, n: 404 as for a thing that does not exist, u: 401.
 * `local` and `away` are officers with and without this province in their scope, `ticket` is the helpdesk with one,
 * `withdrawn` a deputy whom the Region withdrew, `low` the primary signed in with a password, `elsewhere` a GLS of
 * another authority, `bySubject` an officer for another subject, `farDesk` the helpdesk of another province, with a ticket.
 */
//                                          an st me pr de si of lo aw ad he ti au wi lo el cl by fa
const MATRIX: Readonly<Record<string, string>> = {
  'AuthoritiesController.register':           'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'AuthoritiesController.correct':            'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f  f  n',
  'AuthoritiesController.close':              'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f  f  n',
  'AuthoritiesController.reopen':             'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f  f  n',
  'AuthoritiesController.merge':              'u  n  f  f  f  f  f  f  n  y  f  f  f  f  f  n  f  f  n',
  'AuthoritiesController.recordOfficeHolder': 'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'AuthoritiesController.endOfficeHolder':    'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'AuthorityListController.find':             'u  n  n  n  n  n  y  y  y  y  n  y  n  n  f  n  f  y  y',
  'OpenAuthoritiesController.find':           'u  y  y  y  y  y  y  y  y  y  y  y  y  y  f  y  f  y  y',
  'MeController.me':                          'u  y  y  y  y  y  y  y  y  y  y  y  y  y  f  y  f  y  y',
  'AccessHoldersController.find':             'u  n  f  y  y  y  y  y  n  n  n  n  n  n  f  n  f  n  n',
  'SpaceController.authority':                'u  n  y  y  y  y  y  y  n  y  n  y  n  n  f  n  f  y  n',
  'SpaceController.officeHolders':            'u  n  y  y  y  y  y  y  n  y  n  y  n  n  f  n  f  y  n',
  'SpaceController.mandates':                 'u  n  y  y  y  y  y  y  n  y  n  y  n  n  f  n  f  y  n',
  'SpaceController.members':                  'u  n  y  y  y  y  y  y  n  y  n  y  n  n  f  n  f  y  n',
  'SpaceController.member':                   'u  n  y  y  y  y  y  y  n  n  n  y  n  n  f  n  f  y  n',
  'SpaceController.grants':                   'u  n  y  y  y  y  y  y  n  n  n  y  n  n  f  n  f  y  n',
  'MembersController.prepare':                'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MembersController.changeFunction':         'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MembersController.extend':                 'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MembersController.suspend':                'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MembersController.resume':                 'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MembersController.end':                    'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MembersController.leave':                  'u  n  y  n  n  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'GrantsController.grant':                   'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'GrantsController.revoke':                  'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'GrantsController.renounce':                'u  n  y  n  n  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'WholeAccessController.replace':            'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'WholeAccessController.grantInBulk':        'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'WholeAccessController.undo':               'u  n  f  y  y  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MandatesController.acceptCharter':         'u  n  n  y  n  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MandatesController.suspend':               'u  n  f  y  y  y  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MandatesController.resume':                'u  n  f  y  y  y  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MandatesController.end':                   'u  n  f  f  f  y  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'MandatesController.resign':                'u  n  n  y  n  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationsController.draft':             'u  y  y  y  y  y  y  y  y  y  y  y  y  f  f  y  f  y  y',
  'DesignationsController.redraft':           'u  n  f  f  f  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationsController.sign':              'u  n  f  f  f  y  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationsController.provideInformation': 'u  n  y  f  f  y  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationsController.accept':            'u  n  y  f  f  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationsController.decline':           'u  n  y  f  f  f  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationsController.withdraw':          'u  n  y  f  f  y  f  f  n  f  f  f  f  f  f  n  f  f  n',
  'DesignationListController.find':           'u  n  n  y  y  y  y  y  n  n  n  n  n  n  f  n  f  y  n',
  'DesignationViewsController.one':           'u  n  y  y  y  y  y  y  n  n  n  y  n  n  f  n  f  y  n',
  'DesignationReviewsController.start':       'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'DesignationReviewsController.requestInformation': 'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'DesignationReviewsController.verify':      'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'DesignationReviewsController.approve':     'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'DesignationReviewsController.refuse':      'u  n  f  f  f  f  y  y  n  f  f  f  f  f  f  n  f  y  n',
  'CatalogueController.read':                 'u  y  y  y  y  y  y  y  y  y  y  y  y  y  f  y  f  y  y',
  'CatalogueController.publishSubject':       'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'CatalogueController.publishCategory':      'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'CatalogueController.closeCategory':        'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'CharterController.read':                   'u  y  y  y  y  y  y  y  y  y  y  y  y  y  f  y  f  y  y',
  'CharterController.version':                'u  y  y  y  y  y  y  y  y  y  y  y  y  y  f  y  f  y  y',
  'CharterController.publish':                'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'StaffController.list':                     'u  n  n  n  n  n  y  y  y  y  y  y  y  n  f  n  f  y  y',
  'StaffController.appoint':                  'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'StaffController.dismiss':                  'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'WithdrawalsController.list':               'u  n  n  n  n  n  y  y  y  n  n  n  n  n  f  n  f  n  n',
  'WithdrawalsController.order':              'u  n  n  n  n  n  y  y  n  f  f  f  f  n  f  n  f  n  n',
  'WithdrawalsController.confirm':            'u  n  n  n  n  n  f  y  n  f  f  f  f  n  f  n  f  n  n',
  'WithdrawalsController.annul':             'u  n  n  n  n  n  y  y  n  f  f  f  f  n  f  n  f  n  n',
  'WithdrawalsController.lift':               'u  n  n  n  n  n  y  y  n  f  f  f  f  n  f  n  f  n  n',
  'ParkedKeysController.list':                'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'ParkedKeysController.replay':              'u  n  n  n  n  n  f  f  f  y  f  f  f  n  f  n  f  f  f',
  'AuthzenController.evaluate':               'u  f  y  y  y  f  y  y  f  f  f  f  f  f  f  f  f  f  f',
  'AuthzenController.evaluateAll':            'u  y  y  y  y  y  y  y  y  y  y  y  y  y  f  y  y  y  y',
  'AuthzenMetadataController.configuration':  'y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y  y',
};

describe('who may call what', () => {
  let region: ARegion;
  let calls: Readonly<Record<string, Call>> = {};

  beforeAll(async () => {
    region = await ARegion.start();
    const { here, people, service } = region;
    document = openApiOf(service.running.app, accessDelegation.api);
    const send = (as: PersonName, path: string, body: unknown) => service.send(people[as], 'POST', `${API}${path}`, body);
    const personId = randomUUID();
    const designation = await send('director', '/designations', drafted(region, people.member));
    const batch = await send('primary', `/authorities/${here.id}/bulk-access`, { lines: [{ memberId: await region.member(), role: 'READER', subject: 'FIN' }] });
    const withdrawalId = await region.withdraw(personId, here.id);
    const office = await send('officer', `/authorities/${here.id}/office-holders`, { personId: people.member, capacity: 'DIRECTOR_GENERAL' });
    const officeHolderId = String(office.body['id']);
    await service.send(people.officer, 'DELETE', `${API}/authorities/${here.id}/office-holders/${officeHolderId}`);
    calls = callsOf(region, { designationId: String(designation.body['id']), batchId: String(batch.body['id']), personId, withdrawalId, officeHolderId });
  });
  afterAll(() => region.stop());

  const sentBy: Readonly<Partial<Record<Column, { readonly as: PersonName; readonly assurance?: string }>>> = { ticket: { as: 'helpdesk' }, low: { as: 'primary', assurance: 'low' } };

  const undeclared = new Set<string>();
  let document: OpenAPIObject;
  const isDeclared = (name: string, status: number): boolean =>
    Object.values(document.paths).flatMap((item) => Object.values(item) as { readonly operationId?: string; readonly responses: object }[]).some(({ operationId, responses }) => operationId === name && String(status) in responses);

  const answerTo = async (name: string, column: Column, { method, path, body, stale = false }: Call): Promise<string> => {
    const headers = {
      ...(stale ? { 'if-match': '"99999"' } : {}),
      ...(column === 'anonymous' ? { authorization: '' } : {}),
      ...(column === 'client' ? await region.service.issuer.bearer({ sub: 'dossiers', client_id: 'dossiers', acr: 'high' }) : {}),
    };
    const asked = (column === 'ticket' || column === 'farDesk') && method === 'GET' && !path.includes('?') && /(authorities|designations)(\/[^?]*)?$/.test(path) ? `${path}?ticket=T-2026-00042` : path;
    const { as, assurance } = sentBy[column] ?? { as: column === 'anonymous' || column === 'client' ? 'stranger' as const : column as PersonName };
    const { status, body: answer } = await region.service.send(region.people[as], method, asked, body, headers, assurance);
    if (!isDeclared(name, status)) undeclared.add(`${name} ${String(status)}`);
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
    for (const column of COLUMNS) answers.push([column, await answerTo(name, column, call)]);
    expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(letters.split(/\s+/).map((letter, index) => [COLUMNS[index], letter])));
  });

  it('and every route is documented in an OpenAPI 3.1 document', async () => {
    expect(undocumentedRoutes(region.service.running.app, document)).toEqual([]);
    expect(vagueAnswers(document)).toEqual([]);
    expect([...undeclared]).toEqual([]);
    const { status, body } = await region.service.send(region.people.stranger, 'GET', '/openapi.json');
    expect([status, body['openapi']]).toEqual([200, '3.1.0']);
  });

  it('and what is asked of a request is told as its rules ask it', () => {
    const { paths, components } = document as unknown as { readonly paths: Record<string, Record<string, { readonly parameters: readonly { readonly name?: string; readonly schema?: object }[] }>>; readonly components: { readonly schemas: Record<string, { readonly properties: Record<string, object> }> } };
    const { schemas } = components;
    expect(schemas['ReplaceAccessBody']?.properties['access']).toMatchObject({ maxItems: 500 });
    expect(schemas['AccessCellBody']?.properties).toMatchObject({ categories: { minItems: 1, maxItems: 200, uniqueItems: true, items: { pattern: expect.any(String) } }, from: { anyOf: [{ format: 'date' }, { format: 'date-time' }] } });
    expect([schemas['GrantView']?.properties['grantedAt'], schemas['ReceiptAnswer']?.properties['version']]).toEqual([expect.objectContaining({ format: 'date-time' }), expect.objectContaining({ type: 'integer' })]);
    const ids = Object.entries(paths).flatMap(([path, item]) => Object.values(item).flatMap(({ parameters }) => parameters.filter(({ name = '' }) => path.includes('{') && name.endsWith('Id')).map(({ schema }) => schema)));
    expect(ids.filter((schema) => !(schema && 'format' in schema && schema.format === 'uuid'))).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('"type":"number"');
  });

  it('and an answer that shows a version is declared to have an ETag', async () => {
    const tagged = Object.values(document.paths).flatMap((item) => Object.values(item) as { readonly operationId: string; readonly responses: Record<string, { readonly headers?: object }> }[])
      .filter(({ responses }) => 'ETag' in (responses['200']?.headers ?? {})).map(({ operationId }) => operationId);
    const sent = await Promise.all(Object.entries(calls).filter(([, { method }]) => method === 'GET').map(async ([name, { path }]) => [name, (await region.service.send(region.people.primary, 'GET', path)).headers.has('etag')] as const));
    expect(sent.filter(([, has]) => has).map(([name]) => name).sort()).toEqual([...tagged].sort());
  });
});

const LETTERS: Readonly<Record<number, string>> = { 200: 'y', 201: 'y', 409: 'y', 412: 'y', 422: 'y', 401: 'u', 403: 'f', 404: 'n' };
