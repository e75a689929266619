import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { commandContext } from '#http';
import type { Actor } from '#kernel';
import type { DemonstrationPerson } from '../src/issuer/people.js';

export type Receipt = { readonly id: string; readonly stream: string; readonly version: number };
export type Answered = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  constructor(path: string, { status, body }: Answered) {
    super(`${path} was answered ${String(status)} ${JSON.stringify(body)}`);
  }
}

const UNAVAILABLE = 503;
const AGAIN_MILLIS = 50;
/** Whoever is busy is not asked ever more: after each silence the next answer is waited for twice as long, three times. */
const LONGER_AT_MOST = 3;
/** A token lasts five minutes. */
const SIGNED_IN_MILLIS = 120_000;

type Command = { readonly by: DemonstrationPerson; readonly path: string; readonly body: object; readonly key: string };
type Request = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };
/** Where to call, now: another promise than before when whoever listened was killed. */
export type Door = {
  readonly url: Promise<string>;
  /** Whoever gets no answer within `answerMillis`, or 503, knocks again. Without it 503 is an answer, and silence is waited for. */
  readonly patience?: { readonly answerMillis: number; readonly altogetherMillis: number };
};
/** A command whose 201 arrived here. */
export type Acknowledged = Command & { readonly receipt: Receipt; readonly commandId: string };

/** Calls the standalone as people do, again and with the same key while no answer comes, and keeps what was acknowledged. */
export class Client {
  readonly acknowledged: Acknowledged[] = [];
  /** Requests that nobody answered and that were sent again. */
  unanswered = 0;
  private readonly tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  private awaited: { readonly count: number; readonly reached: () => void } | undefined;

  /** @param issuer where people sign in, when not at the door */
  constructor(private readonly standalone: Door, private readonly issuer?: string) {}

  /** Resolves in the very moment at which so many more are acknowledged. */
  async acknowledges(more: number): Promise<void> {
    await new Promise<void>((reached) => { this.awaited = { count: this.acknowledged.length + more, reached }; });
  }

  /** @throws NotTaken: whoever only asks again is refused nothing, whatever died meanwhile. */
  async command(by: DemonstrationPerson, path: string, body: object = {}): Promise<Receipt & { readonly token: string }> {
    const command = { by, path, body, key: randomUUID() };
    const answer = await this.post(command);
    if (answer.status !== 201) throw new NotTaken(path, answer);
    const receipt = receiptIn(answer);
    this.acknowledged.push({ ...command, receipt, commandId: commandIdOf(command) });
    if (this.awaited && this.acknowledged.length >= this.awaited.count) this.awaited.reached();
    return { ...receipt, token: String(answer.body['token']) };
  }

  post({ by, path, body, key }: Command): Promise<Answered> {
    return this.send(by, path, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
  }

  async get(by: DemonstrationPerson, path: string): Promise<Answered['body']> {
    const answer = await this.send(by, path, {});
    if (answer.status !== 200) throw new NotTaken(path, answer);
    return answer.body;
  }

  private async send(by: DemonstrationPerson, path: string, { headers, ...request }: Request): Promise<Answered> {
    const { patience } = this.standalone;
    let silences = 0;
    for (const until = Date.now() + (patience?.altogetherMillis ?? 0); ;) {
      const asksAgain = Date.now() < until;
      const running = this.standalone.url;
      const url = await running;
      try {
        const authorization = `Bearer ${await this.tokenOf(by, url)}`;
        const signal = patience ? { signal: AbortSignal.timeout(patience.answerMillis * 2 ** Math.min(silences, LONGER_AT_MOST)) } : {};
        const answer = await answerTo(`${url}${path}`, { ...request, ...signal, headers: { ...headers, authorization } });
        if (!asksAgain || answer.status !== UNAVAILABLE) return answer;
      } catch (error) {
        if (error instanceof DOMException && error.name === 'TimeoutError') silences += 1;
        // Nobody answers: that is for whoever was killed, and for nobody else.
        if (!asksAgain && (patience || running === this.standalone.url)) throw error;
      }
      this.unanswered += 1;
      if (asksAgain) await pause(AGAIN_MILLIS);
    }
  }

  private tokenOf({ id }: DemonstrationPerson, url: string): Promise<string> {
    const from = this.issuer ?? url;
    const held = this.tokens.get(`${id} ${from}`);
    if (held && held.until > Date.now()) return held.token;
    const token = signIn(id, from);
    this.tokens.set(`${id} ${from}`, { token, until: Date.now() + SIGNED_IN_MILLIS });
    token.catch(() => this.tokens.delete(`${id} ${from}`));
    return token;
  }
}

const signIn = async (person: string, url: string): Promise<string> => {
  const { body } = await answerTo(`${url}/identity/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) });
  return String(body['accessToken']);
};

const answerTo = async (url: string, request: RequestInit): Promise<Answered> => {
  const response = await fetch(url, request);
  return { status: response.status, body: (await response.json()) as Answered['body'] };
};

export const receiptIn = ({ body }: Answered): Receipt => ({ id: String(body['id']), stream: String(body['stream']), version: Number(body['version']) });

const commandIdOf = ({ by, path, body, key }: Command): string => {
  const actor: Actor = { kind: 'person', id: by.id, assurance: 'high' };
  return commandContext({ method: 'POST', url: path, headers: { 'idempotency-key': key }, id: key, body }, actor).commandId;
};
