import { connect } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API, ARegion, type PersonName, SHA256 } from './a-region.js';
import { drafted } from './who-may-call.routes.js';

type Json = Readonly<Record<string, unknown>>;
/** A route of each kind with a body that it would take. */
type Target = { readonly as: PersonName; readonly method: string; readonly path: string; readonly body: Json };
type Answer = { readonly status: number; readonly code: unknown; readonly type: string | null; readonly text: string };

const many = (count: number, item: (index: number) => unknown): readonly unknown[] => Array.from({ length: count }, (_, index) => item(index));
/** Many requests of a megabyte, on a machine that has other things to do. */
const PATIENCE = 30_000;
const LONG = 'x'.repeat(1_000_000);
const deep = (levels: number): string => `{"note":${'['.repeat(levels)}${']'.repeat(levels)}}`;

/** Whatever the route: [what, the body as it is sent, its code]. */
const BODIES: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'body-missing'], ['null', 'null', 'body-not-an-object'], ['a list', '[]', 'body-not-an-object'], ['a text', '"a"', 'body-not-an-object'], ['a number', '1', 'body-not-an-object'],
  ['truncated JSON', '{"note":"a', 'json-not-valid'], ['no JSON', 'role=READER', 'json-not-valid'], ['no UTF-8', '{"note":"\xff"}', 'json-not-valid'], ['a key twice', '{"note":"a","note":"b"}', 'duplicate-key'],
  ['a key twice, once escaped', '{"note":"a","n\\u006fte":"b"}', 'duplicate-key'], ['__proto__', '{"__proto__":{"admin":true}}', 'key-not-allowed'], ['constructor', '{"constructor":{"prototype":{}}}', 'key-not-allowed'], ['a name that every object has', '{"toString":"a"}', 'key-not-allowed'],
  ['33 levels', deep(33), 'json-too-deep'], ['100,000 levels', deep(100_000), 'json-too-deep'], ['1e999', '{"note":1e999}', 'number-not-safe'], ['2^53+1', '{"note":9007199254740993}', 'number-not-safe'],
  ['NUL', '{"note":"a\\u0000"}', 'text-not-allowed'], ['half a character', '{"note":"\\ud800"}', 'text-not-allowed'], ['CR LF in a code', '{"reasonCode":"A\\r\\nB"}', 'text-not-allowed'],
  ['more than a megabyte', JSON.stringify({ note: 'x'.repeat(1_100_000) }), 'body-too-large'], ['80,000 unknown fields', `{${many(80_000, (index) => `"f${String(index)}":1`).join()}}`, 'list-too-long'], ['200,000 items', `{"access":[${'{},'.repeat(200_000)}{}]}`, 'list-too-long'],
];

/** What class-validator must notice in a member that is a code, an id, a text or a date. */
const NO_TEXT: readonly (readonly [string, unknown])[] = [['null', null], ['a number', 7], ['a list', ['a']], ['an object', { a: 1 }], ['a Mongo operator', { $ne: null }], ['true', true], ['nothing in it', '']];
const NO_ID: readonly (readonly [string, unknown])[] = [
  ...NO_TEXT, ['a megabyte', LONG], ['capitals', randomUUID().toUpperCase()], ['a look-alike', randomUUID().replace(/[a-f]/, 'а')], ['a stream', `authority-${randomUUID()}`], ['all streams', '$all'],
  ['a path', '../../etc/passwd'], ['double encoding', '%2500'], ['an operator as text', '{"$gt":""}'], ['a space after it', `${randomUUID()} `], ['a line after it', `${randomUUID()}\u2028`],
];
const NO_CODE: readonly (readonly [string, unknown])[] = [...NO_TEXT, ['a megabyte', LONG], ['a slash', 'FIN/BUD'], ['a step up', '..'], ['__proto__ as text', '__proto__'], ['a look-alike', 'FІN'], ['a dollar', '$where']];
const NO_DATE: readonly (readonly [string, unknown])[] = [
  ...NO_TEXT.filter(([what]) => what !== 'null'), ['year 0', '0000-01-01'], ['year 9999', '9999-12-31'], ['a local date-time', '2026-12-01T10:00'], ['a day that is none', '2027-02-30'], ['month 13', '2027-13-01'], ['25 o’clock', '2027-01-01T25:00:00Z'],
  ['far behind', '2001-01-01'], ['far ahead', '2998-01-01'], ['before the beginning', '2026-11-03'], ['a megabyte', LONG],
];

describe('bad input', () => {
  let region: ARegion;
  let targets: Readonly<Record<string, Target>> = {};
  let member = '';

  beforeAll(async () => {
    region = await ARegion.start();
    const { here, away, people } = region;
    const authority = `${API}/authorities/${here.id}`;
    const cell = { role: 'READER', subject: 'FIN', categories: ['FIN-TAX'], from: '2026-11-05', until: '2027-11-05' };
    member = `${authority}/members/${here.memberId}`;
    const target = (as: PersonName, method: string, path: string, body: Json): Target => ({ as, method, path, body });
    targets = {
      register: target('administrator', 'POST', `${API}/authorities`, { type: 'MUNICIPALITY', name: { fr: 'Neuve' }, supervision: 'REGION', nisCode: '99003', province: '90000' }),
      correct: target('administrator', 'PATCH', authority, { name: { fr: 'Autre' } }),
      merge: target('administrator', 'POST', `${authority}/merger`, { successorId: away.id }),
      officeHolder: target('officer', 'POST', `${authority}/office-holders`, { personId: people.member, capacity: 'DIRECTOR_GENERAL' }),
      prepare: target('primary', 'POST', `${authority}/members`, { personId: people.stranger, function: 'OTHER', from: '2026-11-05', until: '2027-11-05' }),
      depart: target('primary', 'POST', `${member}/departure`, { at: '2027-11-05', leftOn: '2027-11-05' }),
      grant: target('primary', 'POST', `${member}/grants`, cell),
      replace: target('primary', 'PUT', `${member}/access`, { access: [cell], copyFrom: here.memberId }),
      bulk: target('primary', 'POST', `${authority}/bulk-access`, { lines: [{ ...cell, memberId: here.memberId }] }),
      end: target('signatory', 'POST', `${authority}/mandates/${region.deputyMandateId}/ending`, { reason: 'LEFT' }),
      draft: target('stranger', 'POST', `${API}/designations`, { ...drafted(region, people.stranger), pieces: [{ kind: 'ACT', reference: 'A-1', sha256: SHA256 }] }),
      staff: target('administrator', 'POST', `${API}/staff`, { personId: people.stranger, function: 'OFFICER', subjects: ['FIN'], provinces: ['90000'] }),
      category: target('administrator', 'PUT', `${API}/catalogue/categories/FIN-NEW`, { subject: 'FIN', title: { fr: 'Neuve' }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] }),
      charter: target('administrator', 'POST', `${API}/charter/versions`, { text: { fr: 'Autre' } }),
      withdraw: target('officer', 'POST', `${API}/persons/${people.memberElsewhere}/withdrawals`, { authorityId: away.id, reasonCode: 'MISUSE' }),
    };
  });
  afterAll(() => region.stop());

  const send = async ({ as, method, path, body }: Omit<Target, 'body'> & { readonly body?: string | undefined }, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const begun = performance.now();
    const response = await fetch(`${region.service.running.url}${path}`, {
      method,
      headers: { ...(await region.service.issuer.bearer({ sub: region.people[as], acr: 'high' })), 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      ...(body === undefined ? {} : { body: Buffer.from(body, body.includes('\xff') ? 'latin1' : 'utf8') }),
    });
    const text = await response.text();
    expect(performance.now() - begun).toBeLessThan(1_000);
    const code = text.startsWith('{') ? (JSON.parse(text) as Json)['code'] : undefined;
    return { status: response.status, code, type: response.headers.get('content-type'), text };
  };

  /** All are refused as RFC 9457 asks, nothing is recorded, and a good request is answered afterwards. */
  const refused = async (attempts: readonly (readonly [string, () => Promise<Answer>, string?])[], statuses: readonly number[] = [400, 404, 409, 412, 413, 414, 415, 422, 431]): Promise<void> => {
    const before = (await region.recorded()).length;
    const wrong: unknown[] = [];
    for (const [what, attempt, wanted] of attempts) {
      const { status, code, type, text } = await attempt();
      const asItShould = statuses.includes(status) && type?.startsWith('application/problem+json') === true && /^[a-z][a-z0-9-]+$/.test(String(code)) && (wanted === undefined || wanted === code);
      if (!asItShould || /node_modules|\.ts:|SQLITE|at \//.test(text)) wrong.push([what, status, code, wanted]);
    }
    expect(wrong).toEqual([]);
    expect((await region.recorded()).length).toBe(before);
    expect((await send({ as: 'member', method: 'GET', path: member })).status).toBe(200);
  };

  const fields = (body: Json): readonly string[] => Object.keys(body);
  const withField = (target: Target, path: readonly string[], value: unknown): Target => {
    const [field = '', ...rest] = path;
    const inner = target.body[field];
    const list = Array.isArray(inner);
    const changed = rest.length === 0 ? value : { ...((list ? inner[0] : inner) as Json), [rest[0] ?? '']: value };
    return { ...target, body: { ...target.body, [field]: list && rest.length > 0 ? [changed] : changed } };
  };
  const asSent = (target: Target): (() => Promise<Answer>) => () => send({ ...target, body: JSON.stringify(target.body) });

  it.each(['register', 'correct', 'merge', 'officeHolder', 'prepare', 'grant', 'replace', 'bulk', 'end', 'draft', 'staff', 'category', 'charter', 'withdraw'])('as the body: %s', async (name) => {
    const target = targets[name] as Target;
    await refused(BODIES.map(([what, body, code]) => [what, () => send({ ...target, body }), code] as const));
    await refused([
      ['a form', () => send({ ...target, body: 'a=b' }, { 'content-type': 'application/x-www-form-urlencoded' }), 'content-type-not-supported'],
      ['plain text', () => send({ ...target, body: JSON.stringify(target.body) }, { 'content-type': 'text/plain' }), 'content-type-not-supported'],
      ['an extra field', asSent(withField(target, ['isAdmin'], true)), 'validation-failed'],
      ['1,000 unknown fields', asSent({ ...target, body: Object.fromEntries(many(1_000, (index) => [`f${String(index)}`, 1]) as [string, number][]) }), 'validation-failed'],
    ]);
    const optional = new Set(['name', 'nisCode', 'province', 'categories', 'pieces', 'from', 'until', 'personId', 'at', 'leftOn', 'copyFrom', 'authorityId', 'subjects', 'provinces']);
    const needed = fields(target.body).filter((field) => !(optional.has(field) && (name !== 'draft' || ['until', 'pieces'].includes(field)) && !(name === 'register' && field === 'name') && !(['officeHolder', 'staff'].includes(name) && field === 'personId')));
    await refused(needed.map((field) => [`no ${field}`, asSent({ ...target, body: Object.fromEntries(Object.entries(target.body).filter(([key]) => key !== field)) }), 'validation-failed'] as const));
  }, PATIENCE);

  it.each([
    ['id', ['merge.successorId', 'officeHolder.personId', 'prepare.personId', 'replace.copyFrom', 'bulk.lines.memberId', 'draft.authorityId', 'draft.designeeId', 'draft.memberId', 'draft.signatories.personId', 'staff.personId', 'withdraw.authorityId', 'grant.renews'], NO_ID],
    ['code', ['grant.subject', 'bulk.lines.subject', 'category.subject', 'grant.role', 'register.type', 'register.supervision', 'register.nisCode', 'register.province', 'prepare.function', 'draft.kind', 'staff.function', 'category.kind', 'withdraw.reasonCode', 'end.reason', 'officeHolder.capacity'], NO_CODE],
    ['reference', ['grant.delegationReference', 'replace.delegationReference', 'replace.access.delegationReference', 'bulk.lines.delegationReference', 'draft.pieces.reference'], [
      ...NO_TEXT, ['a name', 'Dupont'], ['a name in words', 'Délégation 1 de Mme Dupont'], ['a name after a number', '2026/1 Dupont'], ['an accent', 'Dél-1'], ['an address', 'a1@b.be'], ['nothing before the stroke', '/1'], ['two lines', '1\n2'], ['65 letters', '1'.repeat(65)], ['a megabyte', LONG],
    ]],
    ['list of codes', ['grant.categories', 'staff.subjects', 'staff.provinces', 'category.appliesTo'], [['a text', 'FIN'], ['nothing in a list', [null]], ['a list in a list', [['FIN-TAX']]], ['the same twice', ['FIN-TAX', 'FIN-TAX']], ['an operator', [{ $in: [] }]], ['a thousand', many(1_000, (index) => `C${String(index)}`)]]],
    ['date', ['prepare.from', 'prepare.until', 'grant.from', 'grant.until', 'bulk.lines.until', 'draft.until', 'depart.at'], NO_DATE],
    ['name', ['register.name', 'correct.name', 'category.title', 'charter.text'], [['nothing', null], ['a text', 'Namur'], ['a list', [{ fr: 'a' }]], ['no French', { de: 'a' }], ['an empty one', { fr: '  ' }], ['a number', { fr: 1 }], ['a megabyte', { fr: LONG }], ['another language', { fr: 'a', it: 'b' }]]],
  ] as const)('as a member that is a %s', async (_, members, values) => {
    for (const path of members) {
      const [name = '', ...field] = path.split('.');
      const target = targets[name] as Target;
      // A province or a code may be unknown: null is an answer there. An open end may be far, a departure as well.
      const isGoodThere = (what: string): boolean => (what === 'null' && ['register.nisCode', 'register.province'].includes(path))
        || (what === 'before the beginning' && !(path.endsWith('until') && !path.startsWith('draft'))) || (what === 'far ahead' && (path.endsWith('until') || path === 'depart.at') && !path.startsWith('draft'));
      await refused(values.filter(([what]) => !isGoodThere(what)).map(([what, value]) => [`${path}: ${what}`, asSent(withField(target, field, value))] as const));
    }
  }, PATIENCE);

  it('as the day somebody left', async () => {
    const depart = targets['depart'] as Target;
    await refused(['0000-00-00', '9999-99-99', '2026-02-30', '2026-11-01T10:00:00Z', 7, null].map((value) => [String(value), asSent(withField(depart, ['leftOn'], value))] as const));
  });

  it('as an id in a path', async () => {
    const { here } = region;
    const ids = ['%00', 'a%0d%0ab', '%ed%a0%80', '..%2f..%2fetc', '%252e%252e', '$all', `authority-${here.id}`, here.id.toUpperCase(), here.id.replace(/[a-f]/, '%d0%b0'), '%7b%22$ne%22:1%7d', '-', 'x'.repeat(90), 'x'.repeat(12_000)];
    const paths = (id: string): readonly (readonly [string, PersonName, string])[] => [
      ['GET', 'primary', `${API}/authorities/${id}`], ['GET', 'primary', `${API}/authorities/${here.id}/members/${id}`], ['GET', 'member', `${API}/designations/${id}`], ['POST', 'primary', `${member}/grants/${id}/revocation`],
      ['DELETE', 'primary', `${API}/authorities/${here.id}/bulk-access/${id}`], ['POST', 'officer', `${API}/persons/${id}/withdrawals`], ['DELETE', 'administrator', `${API}/staff/${id}?function=OFFICER`],
    ];
    await refused(ids.flatMap((id) => paths(id).map(([method, as, path]) => [`${method} ${path.slice(0, 120)}`, () => send({ as, method, path, body: method === 'POST' ? '{}' : undefined })] as const)));
    const codes = ['__proto__', '..%2f', '%2e%2e', '$where', '%00', 'x'.repeat(65), 'F%C4%B0N'];
    const category = JSON.stringify((targets['category'] as Target).body);
    await refused(codes.map((code) => [code, () => send({ as: 'administrator', method: 'PUT', path: `${API}/catalogue/categories/${code}`, body: category })] as const));
  });

  it('as a query', async () => {
    const queries = ['limit=-1', 'limit=0', 'limit=1e9', 'limit=201', 'limit=1.5', 'limit=', 'limit=1&limit=2', 'limit[$gt]=1', 'cursor=abc', `cursor=${'A'.repeat(3_000)}`, 'cursor=a&cursor=b', 'type=CITY', 'type=OTHER&type=OTHER', 'province=90000%00', 'nisCode=9900а', 'name=', `name=${'x'.repeat(200)}`, 'name[$regex]=.', 'where=1', 'toString=1'];
    await refused(queries.map((query) => [query.slice(0, 80), () => send({ as: 'administrator', method: 'GET', path: `${API}/authorities?${query}` })] as const));
    const numbers = ['', 'type=MUNICIPALITY', 'nisCode=9900', 'nisCode=99001%20', 'nisCode=99001&nisCode=99002', 'nisCode[$ne]=1', 'enterpriseNumber=', 'enterpriseNumber=0000000000', 'enterpriseNumber[$gt]=0', 'nisCode=99001&enterpriseNumber=1', 'nisCode=99001&type=CITY', 'nisCode=99001&name=a', 'nisCode=99001&limit=1', 'nisCode=99001&toString=1'];
    await refused(numbers.map((query) => [query, () => send({ as: 'stranger', method: 'GET', path: `${API}/authorities/by-number?${query}` })] as const));
    await refused(['ticket=x', 'ticket=T-1%0d%0aX: y', 'ticket=T-2026&ticket=T-2027', 'ticket[$ne]=a', 'other=1'].map((query) => [query, () => send({ as: 'helpdesk', method: 'GET', path: `${API}/authorities/${region.here.id}?${query}` })] as const));
  });

  it('as a cursor of somebody else, of another question, or of yesterday', async () => {
    const cursorOf = async (): Promise<string> => encodeURIComponent(String((await region.service.send(region.people.administrator, 'GET', `${API}/authorities?limit=1`)).body['next']));
    const cursor = await cursorOf();
    const page = (as: PersonName, query: string) => () => send({ as, method: 'GET', path: `${API}/authorities?${query}&cursor=${cursor}` });
    expect((await page('administrator', 'limit=2')()).status).toBe(200);
    await refused([['of somebody else', page('officer', 'limit=1'), 'cursor-not-valid'], ['of another question', page('administrator', 'type=MUNICIPALITY'), 'cursor-not-valid']]);
    await region.service.advanceTo('2026-11-03T09:00:00.000Z');
    await refused([['of yesterday', page('administrator', 'limit=1'), 'cursor-not-valid']]);
  });

  it('as headers', async () => {
    const grant = targets['grant'] as Target;
    const good = JSON.stringify(grant.body);
    const header = (name: string, value: string) => [`${name}: ${value.slice(0, 40)}`, () => send({ ...grant, body: good }, { [name]: value })] as const;
    await refused([
      ...['', 'a b', 'x'.repeat(65), 'é'].map((value) => header('idempotency-key', value)), ...['7', 'W/"7"', '"0"', '"1", "2"', '*', '"99999999999999999"'].map((value) => [value, () => send({ as: 'primary', method: 'PATCH', path: member, body: '{"function":"OTHER"}' }, { 'if-match': value })] as const),
    ]);
    const token = (claims: Json, how?: { readonly typ?: string; readonly kid?: string }) => async () => send({ ...grant, body: good }, { authorization: `Bearer ${await region.service.issuer.token({ sub: region.people.primary, acr: 'high', ...claims }, how)}` });
    const none = `Bearer ${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${Buffer.from(JSON.stringify({ sub: region.people.primary })).toString('base64url')}.`;
    await refused([
      ['alg none', () => send({ ...grant, body: good }, { authorization: none })], ['expired', token({ iat: 1, exp: 301 })], ['not yet valid', token({ nbf: 4_000_000_000 })], ['another audience', token({ aud: 'identity' })],
      ['another issuer', token({ iss: 'http://localhost:9' })], ['another type', token({}, { typ: 'JWT' })], ['another key', token({}, { kid: 'k2' })], ['a long life', token({ exp: 4_000_000_000 })],
    ], [401]);
    const spoofed = await send({ as: 'stranger', method: 'GET', path: member }, { 'x-user-id': region.people.primary, 'x-forwarded-for': '127.0.0.1' });
    expect(spoofed.status).toBe(404);
  });

  it('as bytes that no client would send', async () => {
    const { authorization } = await region.service.issuer.bearer({ sub: region.people.primary, acr: 'high' });
    const { hostname, port } = new URL(region.service.running.url);
    const raw = (length: number): Promise<string> => new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`POST ${member}/grants HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\nContent-Length: ${String(length)}\r\nConnection: close\r\n\r\n{"role":"READER"}`);
      });
      let answer = '';
      socket.setEncoding('utf8').on('data', (part: string) => { answer += part; }).on('close', () => { resolve(answer); }).on('error', reject);
    });
    expect(await raw(5)).toMatch(/^HTTP\/1\.1 400 [^]*problem\+json/);
  });

  it('while a good body with spaces and composed letters is taken, normalised', async () => {
    const sent = await region.service.send(region.people.administrator, 'PATCH', `${API}/authorities/${region.here.id}`, { name: { fr: '  E\u0301caussinnes ' } });
    expect(sent.status).toBe(200);
    expect((await region.service.send(region.people.primary, 'GET', `${API}/authorities/${region.here.id}`)).body).toMatchObject({ name: { fr: 'Écaussinnes' } });
  });
});
