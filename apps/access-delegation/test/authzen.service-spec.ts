import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiOf } from '#http';
import { accessDelegation } from '../src/access-delegation.module.js';
import { EvaluationRequest, EvaluationsRequest, MOST_EVALUATIONS } from '../src/checks/adapters/authzen.schema.js';
import { API, ARegion, type PersonName } from './a-region.js';

type Schema = { readonly $ref?: string; readonly type?: string; readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly items?: Schema; readonly enum?: readonly unknown[]; readonly minLength?: number; readonly maxLength?: number; readonly maxItems?: number; readonly pattern?: string; readonly allOf?: readonly Schema[]; readonly anyOf?: readonly Schema[] };
type Json = Readonly<Record<string, unknown>>;

describe('the check API (AuthZEN 1.0)', () => {
  let region: ARegion;
  let about: Json = {};
  const one = (as: PersonName, over: Json = {}, headers: Readonly<Record<string, string>> = {}) => region.service.send(region.people[as], 'POST', '/access/v1/evaluation', { ...about, ...over }, headers);
  const all = (as: PersonName, body: Json) => region.service.send(region.people[as], 'POST', '/access/v1/evaluations', body);
  const reading = (over: Json = {}): Json => ({ ...about, action: { name: 'read' }, ...over });
  const submitting = (): Json => ({ ...about, action: { name: 'submit' } });
  const decisions = async (as: PersonName, body: Json): Promise<unknown> => ((await all(as, body)).body['evaluations'] as readonly { readonly decision: boolean }[]).map(({ decision }) => decision);

  beforeAll(async () => {
    region = await ARegion.start();
    about = { subject: { type: 'person', id: region.people.member }, action: { name: 'edit' }, resource: { type: 'category', id: `${region.here.id}/FIN-BUD` } };
  });
  afterAll(() => region.stop());

  it('is judged by the schema that is documented', () => {
    const { components } = openApiOf(region.service.running.app, accessDelegation.api);
    const documented = (components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
    const plain = (schema: Schema): unknown => {
      const named = schema.$ref ?? schema.allOf?.[0]?.$ref;
      if (named !== undefined) return plain(documented[named.split('/').at(-1) ?? ''] ?? {});
      const { properties, required = [], items, enum: values, minLength, maxLength, maxItems, pattern } = schema;
      if (properties) return { required: [...required].sort(), properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, plain(inner)])) };
      // Items of a batch are judged one by one, so the compiled schema says nothing of them.
      return { ...(items === undefined ? { type: values ? 'enum' : schema.type ?? schema.anyOf?.[0]?.type } : { type: 'array' }), ...(values ? { values } : {}), minLength, maxLength, maxItems, pattern };
    };
    expect(plain(documented['EvaluationBody'] ?? {})).toEqual(plain(EvaluationRequest as unknown as Schema));
    expect(plain(documented['EvaluationsBody'] ?? {})).toEqual(plain(EvaluationsRequest as unknown as Schema));
  });

  it('documents that items may leave everything to what stands above, and the single answer without items', () => {
    const { paths, components } = openApiOf(region.service.running.app, accessDelegation.api) as unknown as {
      readonly paths: Readonly<Record<string, { readonly post: { readonly responses: Readonly<Record<string, unknown>> } }>>; readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
    };
    const { schemas } = components;
    const item = schemas['EvaluationsBody']?.properties?.['evaluations']?.items?.$ref?.split('/').at(-1) ?? '';
    expect([Object.keys(schemas[item]?.properties ?? {}), schemas[item]?.required ?? []]).toEqual([['subject', 'action', 'resource', 'context'], []]);
    expect(paths['/access/v1/evaluations']?.post.responses['200']).toMatchObject({ content: { 'application/json': { schema: { oneOf: [{ $ref: '#/components/schemas/DecisionsAnswer' }, { $ref: '#/components/schemas/DecisionAnswer' }] } } } });
  });

  it('answers a denial with 200, whatever it is asked about', async () => {
    const resource = (id: string): Json => ({ resource: { type: 'category', id } });
    const { here } = region;
    const no: readonly Json[] = [
      ...['constructor', '__proto__', 'toString', 'FIN', 'NONE', '..', ''].map((code) => resource(`${here.id}/${code}`)), resource(`${randomUUID()}/FIN-BUD`), resource(`${region.away.id}/FIN-BUD`), resource('everything'), resource(`${here.id}/FIN-BUD/x`),
      resource(`${here.id.toUpperCase()}/FIN-BUD`), ...['submit', 'delete', 'constructor', 'EDIT'].map((name) => ({ action: { name } })), { resource: { type: 'subject', id: `${here.id}/FIN-BUD` } }, { subject: { type: 'group', id: region.people.member } },
      { context: { assurance: 'low' } },
    ];
    for (const over of no) expect([over, await one('member', over)]).toEqual([over, expect.objectContaining({ status: 200, body: expect.objectContaining({ decision: false }) })]);
    expect((await one('member')).body).toEqual({ decision: true, context: { reason: 'granted', requiredAssurance: 'substantial', validUntil: '2028-11-02T09:00:00.000Z' } });
  });

  it('ignores what it does not know, echoes the request’s id, and needs no Idempotency-Key', async () => {
    const response = await one('member', { admin: true, subject: { type: 'person', id: region.people.member, properties: { role: 'ADMIN' } }, context: { ip: '::1', time: 5 } }, { 'x-request-id': 'req-42' });
    expect([response.status, response.body['decision'], response.headers.get('x-request-id')]).toEqual([200, true, 'req-42']);
    const bare = await fetch(`${region.service.running.url}/access/v1/evaluation`, { method: 'POST', headers: { 'content-type': 'application/json', ...(await region.service.issuer.bearer({ sub: region.people.member })) }, body: JSON.stringify(about) });
    expect([bare.status, await bare.json()]).toEqual([200, expect.objectContaining({ decision: true })]);
  });

  it.each<[string, string]>([
    ['a text of several lines', '"t":"a\\nb"'], ['a number nobody holds exactly', '"amount":12345678901234567890'], ['a name that every object has', '"constructor":{"name":"x"}'], ['a prototype', '"__proto__":{"type":"category"}'], ['half a character', '"t":"\\ud800"'],
  ])('ignores %s in what it does not know, and judges the others of the batch', async (_, member) => {
    const resource = `"resource":{"type":"category","id":"${region.here.id}/FIN-BUD","properties":{${member}}}`;
    const post = async (path: string, body: string) => {
      const answer = await fetch(`${region.service.running.url}/access/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...(await region.service.issuer.bearer({ sub: region.people.member })) }, body });
      return [answer.status, await answer.json()];
    };
    const rest = `"subject":{"type":"person","id":"${region.people.member}"},"action":{"name":"edit"},${member}`;
    const yes = expect.objectContaining({ decision: true });
    expect(await post('evaluation', `{${resource},${rest}}`)).toEqual([200, yes]);
    expect(await post('evaluations', `{${rest},"evaluations":[{${resource}},{${resource},"action":{"name":"read"}}]}`)).toEqual([200, { evaluations: [yes, yes] }]);
  });

  it.each<[string, Json]>([
    ['a line break in an id', { subject: { type: 'person', id: 'a\r\nb' } }], ['NUL in a name', { action: { name: 'edit\0' } }], ['half a character in a type', { resource: { type: '\ud800', id: 'x' } }],
    ['no subject', { subject: undefined }], ['a subject without an id', { subject: { type: 'person' } }], ['a subject that is a text', { subject: 'person' }], ['an id that is a number', { subject: { type: 'person', id: 7 } }], ['an empty action', { action: { name: '' } }],
    ['a very long id', { resource: { type: 'category', id: 'x'.repeat(513) } }], ['no resource', { resource: null }], ['an assurance nobody has', { context: { assurance: 'absolute' } }], ['a context that is a list', { context: [] }], ['explain as a text', { context: { explain: 'yes' } }],
  ])('refuses %s with 400, one by one and never in a batch', async (_, over) => {
    expect(await one('member', over)).toMatchObject({ status: 400, body: { code: 'not-an-evaluation' } });
    expect(await all('member', { evaluations: [{ ...about, ...over }, about] })).toMatchObject({ status: 200, body: { evaluations: [{ decision: false, context: { reason: 'not-an-evaluation' } }, { decision: true }] } });
  });

  it('lets a person ask about himself, who manages about his authority, and nobody else', async () => {
    for (const as of ['member', 'primary', 'deputy', 'officer', 'local'] as const) expect([as, (await one(as)).status]).toEqual([as, 200]);
    for (const as of ['stranger', 'elsewhere', 'away', 'withdrawn', 'auditor', 'administrator', 'signatory'] as const) {
      expect([as, await one(as)]).toEqual([as, expect.objectContaining({ status: 403, body: expect.objectContaining({ code: 'not-yours-to-ask' }) })]);
      const unknown = await one(as, { resource: { type: 'category', id: `${randomUUID()}/FIN-BUD` } });
      if (as !== 'signatory') expect([as, unknown.body['code']]).toEqual([as, 'not-yours-to-ask']);
    }
    expect(await decisions('stranger', { evaluations: [about, reading()] })).toEqual([false, false]);
  });

  it('explains to managers what concerns their authority, not what the Region decided about a stranger', async () => {
    const stranger = randomUUID();
    await region.withdraw(stranger);
    const explained = (id: string) => one('primary', { subject: { type: 'person', id }, context: { explain: true } });
    expect((await explained(stranger)).body).toMatchObject({ decision: false, context: { reason: 'not-a-member', causes: ['not-a-member'] } });
    expect((await explained(randomUUID())).body).toMatchObject({ decision: false, context: { reason: 'not-a-member', causes: ['not-a-member'] } });
    expect((await explained(region.people.withdrawn)).body).toMatchObject({ context: { reason: 'access-suspended' } });
    expect((await explained(region.people.member)).body).toMatchObject({ decision: true, context: { grantIds: [region.here.grantId], causes: [] } });
  });

  it('stops as the semantic says', async () => {
    const yes = about;
    const no = submitting();
    const asked = (semantic: string, evaluations: readonly unknown[]) => decisions('member', { evaluations, options: { evaluations_semantic: semantic } });
    expect(await decisions('member', { evaluations: [no, yes, no] })).toEqual([false, true, false]);
    expect(await asked('execute_all', [no, yes, no])).toEqual([false, true, false]);
    expect(await asked('deny_on_first_deny', [yes, no, yes])).toEqual([true, false]);
    expect(await asked('permit_on_first_permit', [no, yes, no])).toEqual([false, true]);
    expect(await all('member', { evaluations: [yes], options: { evaluations_semantic: 'any' } })).toMatchObject({ status: 400 });
  });

  it('takes what stands above for what an item leaves out', async () => {
    expect(await decisions('member', { ...about, evaluations: [{}, { action: { name: 'submit' } }, { action: null }, null, 'x', 7, [about]] })).toEqual([true, false, false, false, false, false, false]);
    expect(await decisions('member', { ...about, context: { assurance: 'low' }, evaluations: [{}, { context: {} }] })).toEqual([false, true]);
    expect((await all('member', about)).body).toMatchObject({ decision: true });
    expect((await all('member', { ...about, evaluations: [] })).body).toMatchObject({ decision: true });
    expect(await all('member', {})).toMatchObject({ status: 400, body: { code: 'not-an-evaluation' } });
  });

  it('takes a thousand questions, the same ones too, and not one more', async () => {
    const items = (count: number) => Array.from({ length: count }, () => ({}));
    expect(await decisions('member', { ...about, evaluations: items(MOST_EVALUATIONS) })).toHaveLength(1_000);
    expect(await all('member', { ...about, evaluations: items(MOST_EVALUATIONS + 1) })).toMatchObject({ status: 400 });
  });

  it('judges now and to come; the past is asked elsewhere', async () => {
    const at = (context: Json) => one('member', { context });
    const { clock } = region.service;
    expect((await at({ asOf: clock.now() })).body).toMatchObject({ decision: true });
    expect((await at({ asOf: '2028-11-02T08:59:59.999Z' })).body).toMatchObject({ decision: true });
    expect((await at({ asOf: '2028-11-02T09:00:00Z' })).body).toMatchObject({ decision: false, context: { validUntil: null } });
    for (const context of [{ asOf: '2026-11-02T08:59:59Z' }, { asOf: '2026-11-02' }, { knownAt: clock.now() }, { knownAt: 'x' }]) expect(await at(context)).toMatchObject({ status: 400, body: { code: 'past-not-available' } });
    for (const asOf of ['2028-11-02T09:59:59+01:00', '2027-01-01', '2028-11-02T08:59Z']) expect([asOf, (await at({ asOf })).body]).toEqual([asOf, expect.objectContaining({ decision: true })]);
    for (const asOf of ['2028-11-02T10:00:00+01:00', '2028-11-03']) expect([asOf, (await at({ asOf })).body]).toEqual([asOf, expect.objectContaining({ decision: false })]);
    for (const asOf of ['2027-02-30T00:00:00Z', '2027-02-30', '2027-01-01T10:00', '0000-01-01T00:00:00Z', '9999-12-31T00:00:00Z', '+012027-01-01T00:00:00Z', '']) expect([asOf, await at({ asOf })]).toEqual([asOf, expect.objectContaining({ status: 400, body: expect.objectContaining({ code: 'as-of-not-valid' }) })]);
    expect(await decisions('member', { ...about, evaluations: [{ context: { knownAt: clock.now() } }, {}] })).toEqual([false, true]);
  });

  it('waits for what the caller has seen, and takes no token that was never given', async () => {
    const { consistency } = region.service.infrastructure;
    const seen = (consistencyToken: string) => one('member', { context: { consistencyToken } });
    const { body } = await region.service.send(region.people.primary, 'POST', `${API}/authorities/${region.here.id}/members`, { function: 'OTHER' });
    expect((await seen(String(body['token']))).body).toMatchObject({ decision: true });
    expect(await seen(consistency.seal([{ stream: `authority-${region.here.id}`, version: 9_999 }]))).toMatchObject({ status: 400, body: { code: 'consistency-token-ahead' } });
    expect(await seen(consistency.seal([{ stream: 'authority-of-nobody', version: 1 }]))).toMatchObject({ status: 400, body: { code: 'consistency-token-ahead' } });
    for (const forged of ['', 'ct1.AAAA', `${String(body['token']).slice(0, -2)}AA`, 'x'.repeat(10_000)]) expect(await seen(forged)).toMatchObject({ status: 400, body: { code: 'consistency-token-not-valid' } });
  });

  it('waits for what the header says too, for every question of a batch, and verifies it wherever it is sent', async () => {
    const { consistency } = region.service.infrastructure;
    const { body: { token } } = await region.service.send(region.people.primary, 'POST', `${API}/authorities/${region.here.id}/members`, { function: 'OTHER' });
    const held = { 'consistency-token': String(token) };
    const ahead = { 'consistency-token': consistency.seal([{ stream: `authority-${region.here.id}`, version: 9_999 }]) };
    const batch = (headers: Readonly<Record<string, string>>) => region.service.send(region.people.member, 'POST', '/access/v1/evaluations', { evaluations: [about, about] }, headers);
    const yes = { status: 200, body: { decision: true } };
    expect(await one('member', {}, held)).toMatchObject(yes);
    expect(await one('member', { context: { consistencyToken: token } }, held)).toMatchObject(yes);
    expect(await batch(held)).toMatchObject({ status: 200, body: { evaluations: [{ decision: true }, { decision: true }] } });
    const tooNew = { status: 400, body: { code: 'consistency-token-ahead' } };
    for (const sent of [one('member', {}, ahead), one('member', { context: { consistencyToken: token } }, ahead), one('member', { context: { consistencyToken: ahead['consistency-token'] } }, held), batch(ahead)]) expect(await sent).toMatchObject(tooNew);
    const forged = { 'consistency-token': 'zz' };
    const members = await region.service.send(region.people.primary, 'GET', `${API}/authorities/${region.here.id}/members`, undefined, forged);
    for (const sent of [await one('member', {}, forged), await batch(forged), members]) expect(sent).toMatchObject({ status: 400, body: { code: 'consistency-token-not-valid' } });
  });

  it('takes the token of every kind of command', async () => {
    const { people, service, here } = region;
    const command = (as: PersonName, method: string, path: string, body: unknown) => service.send(people[as], method, `${API}${path}`, body);
    const receipts = [
      await command('administrator', 'POST', '/authorities', { type: 'MUNICIPALITY', name: { fr: 'Neuve' }, supervision: 'REGION', nisCode: '99009' }), await command('administrator', 'PUT', '/catalogue/subjects/NEW', { title: { fr: 'Neuf' } }),
      await command('administrator', 'POST', '/charter/versions', { text: { fr: 'Nouvelle' } }), await command('administrator', 'POST', '/staff', { personId: randomUUID(), function: 'HELPDESK' }),
      await command('officer', 'POST', `/persons/${randomUUID()}/withdrawals`, { reasonCode: 'MISUSE' }), await command('primary', 'PATCH', `/authorities/${here.id}/members/${here.memberId}`, { function: 'LEGAL_OFFICER' }),
    ];
    for (const { status, body } of receipts) {
      expect([200, 201]).toContain(status);
      expect((await one('member', { context: { consistencyToken: body['token'] } })).status).toBe(200);
    }
  });

  it('says no in the answer that follows a revocation', async () => {
    await region.service.send(region.people.primary, 'POST', `${API}/authorities/${region.here.id}/members/${region.here.memberId}/grants/${region.here.grantId}/revocation`, { reasonCode: 'CHANGE_OF_DUTIES' });
    expect((await one('member')).body).toMatchObject({ decision: false, context: { reason: 'not-granted' } });
  });
});
