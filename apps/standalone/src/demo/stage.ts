import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '#kernel';
import { PEOPLE, personNamed } from '../issuer/people.js';

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

/** What a step expected and did not get. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken';
}

/** What the story needs of the installation on which it is played. */
export type Theatre = {
  readonly url: string;
  now(): Instant;
  /** Moves to an instant, with what falls due on the way; on a clock that nobody moves, does nothing. */
  goTo(at: Instant): Promise<void>;
};

const PATIENCE_MILLIS = 30_000;

/** The people of the story call over HTTP with their own tokens; its lines are printed. */
export class Stage {
  private steps = 0;

  constructor(private readonly theatre: Theatre, private readonly say: (line: string) => void) {}

  now(): Instant {
    return this.theatre.now();
  }

  async goTo(at: Instant): Promise<void> {
    await this.theatre.goTo(at);
    this.say(`\n── ${new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', dateStyle: 'full', timeStyle: 'short' }).format(new Date(this.now()))}`);
  }

  /** One step: `alias` sends a request and must get `status`; what follows the facts is asked again until it has heard of them. */
  async step(what: string, alias: string, [method, path]: readonly [string, string], body: object | undefined, status: number, heard: (answer: Answer) => boolean = () => true): Promise<Answer> {
    this.steps += 1;
    const answer = await this.heard(() => this.call(alias, method, path, body), (answered) => answered.status !== 503 && heard(answered));
    this.say(`${String(this.steps).padStart(3)}. ${what}`);
    this.say(`     ${nameOf(alias)} : ${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')} → ${evidenceOf(answer)}`);
    if (answer.status !== status) throw new StoryBroken(`step ${String(this.steps)}: expected ${String(status)}, got ${JSON.stringify(answer)}`);
    return answer;
  }

  /** A statement of the story that must be true, told with what shows it. */
  holds(what: string, evidence: unknown, truth: boolean): void {
    this.say(`     ${truth ? '✓' : '✗'} ${what}${evidence === undefined ? '' : ` (${JSON.stringify(evidence)})`}`);
    if (!truth) throw new StoryBroken(what);
  }

  tell(line: string): void {
    this.say(`     ${withNames(line)}`);
  }

  private async heard(ask: () => Promise<Answer>, enough: (answer: Answer) => boolean): Promise<Answer> {
    for (const deadline = Date.now() + PATIENCE_MILLIS; ;) {
      const answer = await ask();
      if (enough(answer) || Date.now() > deadline) return answer;
      await pause(50);
    }
  }

  private async call(alias: string, method: string, path: string, body: object | undefined): Promise<Answer> {
    const signedIn = await this.send('POST', '/identity/v1/tokens', {}, { person: alias });
    return this.send(method, path, { authorization: `Bearer ${String(signedIn.body['accessToken'])}`, 'idempotency-key': randomUUID() }, body);
  }

  private async send(method: string, path: string, headers: Readonly<Record<string, string>>, body?: object): Promise<Answer> {
    const json = body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
    const response = await fetch(`${this.theatre.url}${path}`, { method, headers, ...json });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }
}

const nameOf = (alias: string): string => personNamed(alias)?.name ?? alias;

/** Names are joined where they are shown: services only know ids. */
const withNames = (text: string): string => text.replace(/\{person:([^}]+)\}/g, (placeholder, id: string) => PEOPLE.find((person) => person.id === id)?.name ?? placeholder);

const evidenceOf = ({ status, body }: Answer): string => {
  if (typeof body['decision'] === 'boolean') return `${String(status)} ${body['decision'] ? 'OUI' : 'NON'}`;
  if (typeof body['code'] === 'string') return `${String(status)} ${body['code']}`;
  return typeof body['version'] === 'number' && typeof body['stream'] === 'string' ? `${String(status)} version ${String(body['version'])} de ${body['stream'].split('-', 1)[0] ?? ''}` : String(status);
};
