import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { instant, type Actor, type Assurance, type Clock, type Instant } from '#kernel';
import { Problem } from './problem.js';
import { refuseRequest } from './request.problems.js';

const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];
const LONGEST_LIFE = 300;
const LONGEST_TOKEN = 8_192;
const SKEW = 5;
const MOST_CACHED = 10_000;
const ASSURANCE = /^(?:http:\/\/eidas\.europa\.eu\/LoA\/)?(low|substantial|high)$/;

/** Who a token says is calling. What he may do is no business of the token. */
export type VerifiedToken = {
  readonly actor: Actor;
  readonly clientId: string;
  readonly sessionId?: string;
  readonly expiresAt: Instant;
};

export type TokenRules = {
  readonly issuer: string;
  /** One per service: the token of another service is foreign here. */
  readonly audience: string;
  /** The issuer's keys: where to fetch them, or how to look one up. */
  readonly keys: URL | JWTVerifyGetKey;
  readonly clock: Clock;
  /** Asked at every call, for sessions, persons and clients that ended before their token did. */
  readonly refused?: (token: VerifiedToken) => boolean;
};

type Verified = { readonly authorization: string; readonly token: VerifiedToken };

/** Of the signature: to hash all of a token at every request costs more than to compare it. */
const endOf = (authorization: string): string => authorization.slice(-32);

/** Verifies access tokens (RFC 9068), each once: what was verified is remembered until it expires. */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;
  private readonly verified = new Map<string, Verified>();

  constructor(private readonly rules: TokenRules) {
    this.keys = rules.keys instanceof URL ? createRemoteJWKSet(rules.keys) : rules.keys;
  }

  /** Takes the Authorization header. @throws Problem 401 `token-missing`, `token-not-valid`; 503 `token-keys-unavailable` */
  async verify(authorization: string | undefined): Promise<VerifiedToken> {
    if (authorization === undefined) throw challenged('token-missing', 'Bearer');
    return this.remembered(authorization) ?? this.running(authorization, this.remember(authorization, await this.verifyNow(authorization)));
  }

  /** What `verify` would say, without waiting; undefined for a token it has not seen. @throws Problem 401 `token-not-valid` */
  remembered(authorization = ''): VerifiedToken | undefined {
    const verified = this.verified.get(endOf(authorization));
    return verified?.authorization === authorization ? this.running(authorization, verified.token) : undefined;
  }

  private running(authorization: string, token: VerifiedToken): VerifiedToken {
    const hasExpired = token.expiresAt <= this.rules.clock.now();
    if (hasExpired) this.verified.delete(endOf(authorization));
    if (hasExpired || this.rules.refused?.(token) === true) throw notValid();
    return token;
  }

  private async verifyNow(authorization: string): Promise<VerifiedToken> {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization.slice(0, LONGEST_TOKEN + 1))?.[1];
    if (token === undefined || authorization.length > LONGEST_TOKEN) throw notValid();
    const { issuer, audience, clock } = this.rules;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keys, {
        issuer, audience, algorithms: ALGORITHMS, typ: 'at+jwt', requiredClaims: ['sub', 'client_id', 'iat', 'exp', 'jti'],
        currentDate: new Date(clock.now()), clockTolerance: SKEW, maxTokenAge: LONGEST_LIFE,
      });
      if (protectedHeader.kid === undefined) throw notValid();
      return callerIn(payload);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private remember(authorization: string, token: VerifiedToken): VerifiedToken {
    const oldest = this.verified.size < MOST_CACHED ? undefined : this.verified.keys().next().value;
    if (oldest !== undefined) this.verified.delete(oldest);
    this.verified.set(endOf(authorization), { authorization, token });
    return token;
  }
}

/** A client speaks for itself when it is its own subject; else its subject is a person. */
const callerIn = ({ sub, iat, exp, sid, client_id: clientId, acr, on_behalf_of: onBehalfOf }: JWTPayload): VerifiedToken => {
  if (!isName(sub) || !isName(clientId) || iat === undefined || exp === undefined || exp - iat > LONGEST_LIFE) throw notValid();
  const actor: Actor = {
    kind: sub === clientId ? 'client' : 'person',
    id: sub,
    assurance: assuranceOf(acr),
    ...(isName(onBehalfOf) ? { onBehalfOf } : {}),
  };
  return { actor, clientId, expiresAt: instant(exp * 1000), ...(isName(sid) ? { sessionId: sid } : {}) };
};

const assuranceOf = (acr: unknown): Assurance =>
  ((typeof acr === 'string' ? ASSURANCE.exec(acr)?.[1] : undefined) ?? 'none') as Assurance;

const isName = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value);

const KEYS_OUT_OF_REACH = [errors.JWKSTimeout, errors.JWKSInvalid];

/** A token that fails is the caller's affair; keys that cannot be fetched are ours. */
const refusalOf = (error: unknown): Error => {
  const outOfReach = !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC' || KEYS_OUT_OF_REACH.some((kind) => error instanceof kind);
  if (error instanceof Problem) return error;
  return outOfReach ? refuseRequest('token-keys-unavailable') : notValid();
};

const notValid = (): Problem => challenged('token-not-valid', 'Bearer error="invalid_token"');

const challenged = (code: 'token-missing' | 'token-not-valid', challenge: string): Problem =>
  refuseRequest(code, { headers: { 'WWW-Authenticate': challenge } });
