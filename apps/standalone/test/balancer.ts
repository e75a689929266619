import { once } from 'node:events';
import { Agent, createServer, request as ask, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '#messaging/testing';
import type { ServiceProcess } from './service-process.js';

const LOOK_AGAIN_MILLIS = 100;
const PATIENCE_MILLIS = 1_000;
const A_WHILE = 30_000;
const OF_ONE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding'];

const withoutConnection = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_CONNECTION.includes(name)));

/**
 * Does what an ordinary load balancer does: asks every instance again and again whether it is ready, gives requests in turn
 * to those that are, over connections that it keeps, and tries nothing twice. One slow answer does not end an instance's
 * turn, two in a row do; an instance that says that it is not ready, or is not there, is believed at once.
 */
export class Balancer {
  /** What a caller was told, or was not, that is not his fault. */
  readonly failed: string[] = [];
  private readonly kept = new Agent({ keepAlive: true });
  private readonly server = createServer((asked, answer) => { this.forward(asked, answer); });
  private ready: readonly ServiceProcess[] = [];
  private readonly missed = new Map<ServiceProcess, number>();
  private turn = 0;
  private looking: Promise<void> = Promise.resolve();
  private ended = false;

  private constructor(private readonly instances: readonly ServiceProcess[]) {}

  static async before(instances: readonly ServiceProcess[]): Promise<Balancer> {
    const balancer = new Balancer(instances);
    await once(balancer.server.listen(0, '127.0.0.1'), 'listening');
    balancer.looking = balancer.look();
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Resolves once requests go to it, too. */
  async givesTo(instance: ServiceProcess): Promise<void> {
    await eventually(() => this.ready.includes(instance), A_WHILE);
  }

  async stop(): Promise<void> {
    this.ended = true;
    await this.looking;
    this.kept.destroy();
    this.server.close();
    this.server.closeAllConnections();
  }

  private async look(): Promise<void> {
    while (!this.ended) {
      const seen = await Promise.all(this.instances.map(async (instance) => ({ instance, ready: this.judged(instance, await looked(instance)) })));
      this.ready = seen.filter(({ ready }) => ready).map(({ instance }) => instance);
      await pause(LOOK_AGAIN_MILLIS);
    }
  }

  private judged(instance: ServiceProcess, look: Look): boolean {
    const missed = look === 'slow' ? (this.missed.get(instance) ?? 0) + 1 : 0;
    this.missed.set(instance, missed);
    return look === 'ready' || (missed === 1 && this.ready.includes(instance));
  }

  private forward(asked: IncomingMessage, answer: ServerResponse): void {
    const { method = '', url = '', headers } = asked;
    const refuse = (reason: string): void => {
      this.failed.push(`${method} ${url}: ${reason}`);
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify({ reason }));
    };
    this.turn += 1;
    const instance = this.ready[this.turn % this.ready.length];
    if (!instance) {
      refuse('nobody is ready');
      return;
    }
    const forwarded = ask(`${instance.url}${url}`, { method, headers: withoutConnection(headers), agent: this.kept }, (answered) => {
      const { statusCode = 0 } = answered;
      if (statusCode >= 500) this.failed.push(`${method} ${url}: ${String(statusCode)}`);
      answer.writeHead(statusCode, withoutConnection(answered.headers));
      answered.pipe(answer);
    });
    forwarded.once('error', (error) => { refuse(error.message); });
    asked.pipe(forwarded);
  }
}

type Look = 'ready' | 'away' | 'slow';

const looked = ({ url }: ServiceProcess): Promise<Look> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MILLIS) })
    .then(({ ok }) => (ok ? 'ready' : 'away'), (error: unknown) => (error instanceof Error && error.name === 'TimeoutError' ? 'slow' : 'away'));
