import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTVerifyGetKey } from 'jose';
import { millisOf, type Clock } from '#kernel';

export type TokenClaims = { readonly sub: string } & Readonly<Record<string, unknown>>;
/** `null`: without a key id. */
export type TokenHeader = { readonly typ?: string; readonly kid?: string | null };

/** An issuer of access tokens for specs: a TokenVerifier with its `issuer` and `keys` accepts what it signs. */
export class TokenIssuer {
  readonly issuer = 'http://localhost:3000';

  private constructor(readonly audience: string, readonly clock: Clock, readonly keys: JWTVerifyGetKey, private readonly key: CryptoKey) {}

  static async create(audience: string, clock: Clock): Promise<TokenIssuer> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
    return new TokenIssuer(audience, clock, createLocalJWKSet({ keys: [jwk] }), privateKey);
  }

  /** A token of five minutes; claims (undefined removes) and header may be overridden to make a bad one. */
  async token(claims: TokenClaims, { typ = 'at+jwt', kid = 'k1' }: TokenHeader = {}): Promise<string> {
    const now = Math.floor(millisOf(this.clock.now()) / 1000);
    const usual = { iss: this.issuer, aud: this.audience, client_id: 'gateway', acr: 'substantial', iat: now, exp: now + 300, jti: randomUUID() };
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'ES256', typ, ...(kid === null ? {} : { kid }) }).sign(this.key);
  }

  async bearer(claims: TokenClaims): Promise<{ readonly authorization: string }> {
    return { authorization: `Bearer ${await this.token(claims)}` };
  }
}
