import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JSONWebKeySet } from 'jose';
import { millisOf, type Assurance, type Clock } from '#kernel';
import type { DemonstrationPerson } from './people.js';

export const LIFE = 300;
export const SIGN_INS = ['low', 'substantial', 'high'] as const satisfies Assurance[];
export type SignIn = (typeof SIGN_INS)[number];

/** What the simulated sign-in went through: only the simulated FAS is worth `high`. */
const MEANS: Readonly<Record<SignIn, string>> = { low: 'pwd', substantial: 'hwk', high: 'fas' };

/** Signs access tokens (RFC 9068) with a key of this process: who restarts it signs in again. */
export class TokenSigner {
  private constructor(readonly issuer: string, readonly keys: JSONWebKeySet, private readonly kid: string, private readonly key: CryptoKey) {}

  static async create(issuer: string): Promise<TokenSigner> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const kid = randomUUID();
    return new TokenSigner(issuer, { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }] }, kid, privateKey);
  }

  async sign({ id }: DemonstrationPerson, audience: readonly string[], signIn: SignIn, clock: Clock): Promise<string> {
    const now = Math.floor(millisOf(clock.now()) / 1000);
    return new SignJWT({ client_id: 'demonstration', acr: signIn, amr: [MEANS[signIn]], auth_time: now, sid: randomUUID() })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: this.kid })
      .setIssuer(this.issuer).setSubject(id).setAudience([...audience]).setJti(randomUUID()).setIssuedAt(now).setExpirationTime(now + LIFE)
      .sign(this.key);
  }
}
