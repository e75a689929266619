import { status, type Metadata } from '@grpc/grpc-js';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from './log.js';
import { accessDenied, Refusal } from './refusal.js';

/**
 * Server key and certificate (names of files), and who is known: passwords by name. Known users have all rights, as if they had been
 * given; or, `asInstalled`, those that a new server gives, and the user `admin` says who else is known and who may do what.
 */
export type Secured = { readonly key: string; readonly certificate: string; readonly users: Readonly<Record<string, string>>; readonly asInstalled?: boolean };

type Right = '$r' | '$w';
type Rights = Readonly<Partial<Record<Right | '$mr' | '$mw', string | readonly string[]>>>;
type Person = { readonly password: string; readonly groups: readonly string[] };
type Settings = { readonly $userStreamAcl?: Rights; readonly $systemStreamAcl?: Rights };

const ADMINS = '$admins';

/** Who is known, and what each may do: access lists as streams of the server's own hold them. */
export class Access {
  private readonly made = new Map<string, Person>();

  constructor(private readonly log: Log, private readonly secured?: Secured) {}

  mustBeLetIn(metadata: Metadata, right: Right, stream: string): void {
    if (!this.secured) return;
    const given = metadata.get('authorization')[0];
    if (given === undefined) throw accessDenied();
    const known = this.known(String(given));
    if (!known) throw new Refusal(status.UNAUTHENTICATED, 'Unauthenticated');
    const [name, { groups }] = known;
    if (!this.secured.asInstalled || groups.includes(ADMINS)) return;
    const may = this.rolesFor(right, stream);
    if (![ '$all', name, ...groups].some((role) => may.includes(role))) throw accessDenied();
  }

  /** The part of its HTTP interface that makes users: `POST /users/` and `POST /users/NAME/command/reset-password`. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse(Buffer.concat(await request.toArray() as Buffer[]).toString() || '{}') as Readonly<Record<string, unknown>>;
    response.writeHead(this.changed(request, asked)).end();
  }

  private changed({ method, url = '', headers }: IncomingMessage, asked: Readonly<Record<string, unknown>>): number {
    if (!this.known(String(headers.authorization))?.[1].groups.includes(ADMINS)) return 401;
    if (method !== 'POST' || headers['content-type'] !== 'application/json') return 404;
    const [, reset] = /^\/users\/([^/]+)\/command\/reset-password$/.exec(url) ?? [];
    if (reset !== undefined) {
      const person = this.made.get(reset);
      if (!person) return 404;
      this.made.set(reset, { ...person, password: String(asked['newPassword']) });
      return 200;
    }
    if (url !== '/users/') return 404;
    const [name, person] = [String(asked['loginName']), { password: String(asked['password']), groups: asked['groups'] as string[] }];
    const before = this.made.get(name);
    if (before && before.password !== person.password) return 409;
    if (!before) this.made.set(name, person);
    return 201;
  }

  private known(authorization: string): readonly [string, Person] | undefined {
    const given = Object.entries(this.secured?.users ?? {}).map(([name, password]) => [name, { password, groups: name === 'admin' ? [ADMINS] : [] }] as const);
    return [...given, ...this.made].find(([name, { password }]) => authorization === `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`);
  }

  private rolesFor(right: Right, stream: string): readonly string[] {
    const metadata = stream.startsWith('$$');
    const named = metadata ? stream.slice(2) : stream;
    if (named === '$all' && right === '$w' && !metadata) return [];
    const wanted = metadata ? ({ $r: '$mr', $w: '$mw' } as const)[right] : right;
    const { $userStreamAcl: ofUsers, $systemStreamAcl: ofSystem } = this.latest<Settings>('$settings');
    const own = this.latest<{ readonly $acl?: Rights }>(`$$${named}`).$acl;
    const found = own?.[wanted] ?? (named.startsWith('$') ? ofSystem?.[wanted] ?? ADMINS : ofUsers?.[wanted] ?? '$all');
    return typeof found === 'string' ? [found] : found;
  }

  private latest<Content extends object>(stream: string): Partial<Content> {
    const events = this.log.visible(stream);
    return events === undefined || events === 'tombstoned' ? {} : JSON.parse(events.at(-1)?.data.toString() ?? '{}') as Partial<Content>;
  }
}
