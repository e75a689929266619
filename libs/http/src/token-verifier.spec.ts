import { beforeEach, describe, expect, it } from '@jest/globals';
import { errors, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTVerifyGetKey } from 'jose';
import { plus, ScriptedClock } from '#kernel';
import { TokenIssuer, type TokenClaims } from './testing/token-issuer.js';
import { TokenVerifier, type TokenRules } from './token-verifier.js';

const NOW = '2026-01-01T12:00:00.000Z';
const SECONDS = Date.parse(NOW) / 1000;
const notValid = { status: 401, code: 'token-not-valid', extras: { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } } };

describe('an access token', () => {
  let clock: ScriptedClock;
  let issuer: TokenIssuer;
  let lookups: number;
  const verifier = (rules: Partial<TokenRules> = {}) => {
    const keys: JWTVerifyGetKey = (...asked) => { lookups += 1; return issuer.keys(...asked); };
    return new TokenVerifier({ issuer: issuer.issuer, audience: 'dossiers', keys, clock, ...rules });
  };
  const verify = (token: string) => verifier().verify(`Bearer ${token}`);

  beforeEach(async () => {
    clock = new ScriptedClock(NOW);
    lookups = 0;
    issuer = await TokenIssuer.create('dossiers', clock);
  });

  it('says which person calls and how sure that is', async () => {
    expect(await verify(await issuer.token({ sub: 'p1', sid: 's1' }))).toEqual({
      actor: { kind: 'person', id: 'p1', assurance: 'substantial' }, clientId: 'gateway', sessionId: 's1', expiresAt: plus(NOW, 300_000),
    });
  });

  it('says which client calls for itself', async () => {
    const token = await issuer.token({ sub: 'c1', client_id: 'c1', on_behalf_of: 'p9' });
    expect((await verify(token)).actor).toEqual({ kind: 'client', id: 'c1', assurance: 'substantial', onBehalfOf: 'p9' });
  });

  it.each([['low', 'low'], ['high', 'high'], ['http://eidas.europa.eu/LoA/high', 'high'], ['HIGH', 'none'], ['very high', 'none'], [3, 'none'], [undefined, 'none']])(
    'with acr %j counts as %s', async (acr, assurance) => {
      expect((await verify(await issuer.token({ sub: 'p1', acr }))).actor.assurance).toBe(assurance);
    },
  );

  it.each<[string, Partial<TokenClaims>]>([
    ['expired', { iat: SECONDS - 300, exp: SECONDS }], ['not yet valid', { nbf: SECONDS + 60 }], ['issued in the future', { iat: SECONDS + 60, exp: SECONDS + 120 }],
    ['too long-lived', { exp: SECONDS + 301 }], ['without an end', { exp: undefined }], ['for another service', { aud: 'audit' }], ['of another issuer', { iss: 'http://evil' }],
    ['without a subject', { sub: undefined as unknown as string }], ['without a client', { client_id: undefined }], ['without an id', { jti: undefined }], ['with a subject of two lines', { sub: 'p1\np2' }],
  ])('is refused when it is %s', async (_, claims) => {
    await expect(verify(await issuer.token({ sub: 'p1', ...claims }))).rejects.toMatchObject(notValid);
  });

  it.each([['another typ', { typ: 'JWT' }], ['another kid', { kid: 'k2' }], ['no kid', { kid: null }]])('is refused with %s', async (_, header) => {
    await expect(verify(await issuer.token({ sub: 'p1' }, header))).rejects.toMatchObject(notValid);
  });

  it('is refused when nobody or somebody else signed it', async () => {
    const claims = { sub: 'p1', iss: issuer.issuer, aud: 'dossiers', client_id: 'gateway', iat: SECONDS, exp: SECONDS + 300, jti: 'j' };
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const withPublicKey = new TextEncoder().encode(await exportSPKI(publicKey));
    const hs256 = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' }).sign(withPublicKey);
    const stranger = await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' }).sign(privateKey);
    for (const token of [new UnsecuredJWT(claims).encode(), hs256, stranger]) await expect(verify(token)).rejects.toMatchObject(notValid);
  });

  it('is refused when it is changed, garbage, or a megabyte', async () => {
    const [header, payload, signature] = (await issuer.token({ sub: 'p1' })).split('.');
    const admin = Buffer.from(JSON.stringify({ sub: 'admin' })).toString('base64url');
    for (const token of [`${String(header)}.${admin}.${String(signature)}`, `${String(header)}.${String(payload)}.`, 'a.b.c', 'x', `${'A'.repeat(2 ** 20)}.a.b`]) {
      await expect(verify(token)).rejects.toMatchObject(notValid);
    }
    for (const other of ['', 'Bearer', 'Basic eDp5', `Bearer ${String(header)}`]) await expect(verifier().verify(other)).rejects.toMatchObject(notValid);
    await expect(verifier().verify(undefined)).rejects.toMatchObject({ status: 401, code: 'token-missing' });
  });

  it('is verified once, and refused from the instant it expires', async () => {
    const tokens = verifier();
    const authorization = `Bearer ${await issuer.token({ sub: 'p1' })}`;
    await tokens.verify(authorization);
    await clock.advanceTo(plus(NOW, 299_999));
    await tokens.verify(authorization);
    expect(lookups).toBe(1);
    await clock.advanceTo(plus(NOW, 300_000));
    await expect(tokens.verify(authorization)).rejects.toMatchObject(notValid);
  });

  it('is not taken for another that ends alike', async () => {
    const tokens = verifier();
    const token = await issuer.token({ sub: 'p1' });
    await tokens.verify(`Bearer ${token}`);
    const [header, , signature] = token.split('.');
    const admin = Buffer.from(JSON.stringify({ sub: 'admin' })).toString('base64url');
    await expect(tokens.verify(`Bearer ${String(header)}.${admin}.${String(signature)}`)).rejects.toMatchObject(notValid);
    expect(tokens.remembered(`Bearer ${token}`)?.actor.id).toBe('p1');
  });

  it('is refused as soon as its session is, though it was verified before', async () => {
    const ended = new Set<string>();
    const tokens = verifier({ refused: ({ sessionId }) => ended.has(String(sessionId)) });
    const authorization = `Bearer ${await issuer.token({ sub: 'p1', sid: 's1' })}`;
    await tokens.verify(authorization);
    ended.add('s1');
    await expect(tokens.verify(authorization)).rejects.toMatchObject(notValid);
  });

  it.each([new TypeError('fetch failed'), new errors.JWKSTimeout(), new errors.JOSEError('Expected 200 OK')])(
    'is not called bad when the keys cannot be had: %s', async (failure) => {
      const tokens = verifier({ keys: () => Promise.reject(failure) });
      await expect(tokens.verify(`Bearer ${await issuer.token({ sub: 'p1' })}`)).rejects.toMatchObject({ status: 503, code: 'token-keys-unavailable' });
    },
  );
});
