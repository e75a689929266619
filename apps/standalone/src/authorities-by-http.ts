import { canonicalHash, deriveId, type Language } from '#http';
import { IMPORT, LineRefused, refuseAuthority, type AuthorityDetails, type AuthorityRecords, type Outcome } from '../../access-delegation/src/operator.module.js';

/** The running service does not let this import go on. */
export class ServiceRefused extends Error {
  override readonly name = 'ServiceRefused';
}

/** What an answer says against one line; any other would be said against all of them. */
const AGAINST_A_LINE = [400, 409, 412, 422];

type Body = Readonly<Record<string, unknown>>;
type Answer = { readonly body: Body; readonly etag: string | null };
type Listed = { readonly authorityId: string; readonly type: string; readonly status: string };

/** Authorities of a service that runs, registered and corrected through its API, with the token of an administrator. */
export class AuthoritiesByHttp implements AuthorityRecords {
  private readonly base: string;

  /** @param url where the service or its gateway listens: `https://guichet.example.be` */
  constructor(url: string, private readonly token: string, private readonly language: Language) {
    this.base = `${url.replace(/\/+$/, '')}/access-delegation/v1/authorities`;
  }

  /** @throws LineRefused or DomainError for what concerns this line; ServiceRefused for what would meet every other one */
  async record(details: AuthorityDetails, source: unknown): Promise<Outcome> {
    const line = deriveId(IMPORT, `${details.type} ${String(details.nisCode)} ${canonicalHash(source)}`);
    const known = await this.listed(details);
    if (known) return this.correct(known, details, line);
    try {
      await this.send('POST', '', { 'idempotency-key': line }, detailsIn(details));
      return 'registered';
    } catch (error) {
      // The list is a moment behind what was recorded.
      const other = error instanceof LineRefused && error.code === 'already-registered' ? error.authorityId : undefined;
      if (other === undefined || !isSame(details, (await this.send('GET', `/${other}`)).body)) throw error;
      return this.correct(other, details, line);
    }
  }

  private async listed({ type, nisCode }: AuthorityDetails): Promise<string | undefined> {
    if (nisCode === null) return undefined;
    const { body: { items } } = await this.send('GET', `?nisCode=${nisCode}`);
    const alike = (items as readonly Listed[]).filter((one) => one.type === type);
    return (alike.find(({ status }) => status === 'OPEN') ?? alike[0])?.authorityId;
  }

  private async correct(authorityId: string, details: AuthorityDetails, line: string): Promise<Outcome> {
    const { body, etag } = await this.send('GET', `/${authorityId}`);
    if (body['status'] !== 'OPEN') throw refuseAuthority('authority-closed');
    const { type: _, ...wanted } = detailsIn(details);
    const differing = Object.entries(wanted).filter(([field, value]) => canonicalHash(body[field] ?? null) !== canonicalHash(value));
    if (differing.length === 0) return 'unchanged';
    const version = String(etag);
    await this.send('PATCH', `/${authorityId}`, { 'idempotency-key': deriveId(line, `correction/${version}`), 'if-match': version }, Object.fromEntries(differing));
    return 'corrected';
  }

  private async send(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: object): Promise<Answer> {
    const request = { method, headers: { ...headers, 'accept-language': this.language, authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(`${this.base}${path}`, request).catch((error: unknown) => { throw new ServiceRefused(`${this.base} does not answer: ${String(error)}`); });
    const answer = (await response.json().catch(() => ({}))) as Body;
    if (response.ok) return { body: answer, etag: response.headers.get('etag') };
    const { code, title, authorityId } = answer;
    if (!AGAINST_A_LINE.includes(response.status)) throw new ServiceRefused(`${this.base} answered ${String(response.status)} ${String(code)}: ${String(title)}`);
    throw new LineRefused(String(code), String(title), typeof authorityId === 'string' ? authorityId : undefined);
  }
}

/** As the API takes them; a list without numbers says nothing about the number that is recorded. */
const detailsIn = ({ enterpriseNumber, ...details }: AuthorityDetails) => ({ ...details, ...(enterpriseNumber === null ? {} : { enterpriseNumber }) });

const isSame = ({ type, nisCode }: AuthorityDetails, recorded: Body): boolean => nisCode !== null && recorded['type'] === type && recorded['nisCode'] === nisCode;
