import type { AuthorityType } from '#contracts';
import { personNamed, type DemonstrationPerson } from './issuer/people.js';

export type Addresses = { readonly identity: string; readonly accessDelegation: string };

/** A request that the demonstration itself makes was refused. */
export class DemonstrationRefused extends Error {
  override readonly name = 'DemonstrationRefused';
  constructor(readonly path: string, readonly status: number, readonly code: string) {
    super(`${path} answered ${String(status)} ${code}`);
  }
}

/** Calls as demonstration people do: a token from the issuer, then HTTP. Nothing is done behind the doors. */
export class DemonstrationCaller {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(private readonly addresses: Addresses) {}

  /** The same `key` again is the same request. @throws DemonstrationRefused */
  async post(person: DemonstrationPerson, path: string, body: object, key: string): Promise<void> {
    const authorization = `Bearer ${await this.tokenOf(person)}`;
    await answerTo(`${this.addresses.accessDelegation}${path}`, body, { authorization, 'idempotency-key': key });
  }

  /** As the administrator finds it in the list. @throws DemonstrationRefused */
  async authorityWithNis(type: AuthorityType, nisCode: string): Promise<string> {
    const administrator = personNamed('amelie');
    const authorization = administrator ? `Bearer ${await this.tokenOf(administrator)}` : '';
    const { items } = await answered(`${this.addresses.accessDelegation}/access-delegation/v1/authorities?nisCode=${nisCode}`, { headers: { authorization } });
    return String((items as readonly Listed[]).find((authority) => authority.type === type)?.authorityId);
  }

  private tokenOf({ id }: DemonstrationPerson): Promise<string> {
    const token = this.tokens.get(id) ?? this.signIn(id);
    this.tokens.set(id, token);
    return token;
  }

  private async signIn(person: string): Promise<string> {
    const { accessToken } = await answerTo(`${this.addresses.identity}/identity/v1/tokens`, { person, audience: 'access-delegation' });
    return String(accessToken);
  }
}

type Listed = { readonly authorityId: string; readonly type: string };

const answerTo = (url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, unknown>>> =>
  answered(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

const answered = async (url: string, request: RequestInit): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(url, request);
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  if (!response.ok) throw new DemonstrationRefused(new URL(url).pathname, response.status, String(answer['code']));
  return answer;
};
