import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '#messaging/testing';
import { FROM_SOURCE } from '../../../tools/from-source/from-source.mjs';

/** Who starts on a long history beside others that work has much to read. */
const STARTED = 180_000;

/** What one main module does in a process of its own, told by its environment alone. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  /** All that it wrote. */
  said = '';

  constructor(private readonly main: string, private readonly environment: Readonly<Record<string, string>>) {}

  /** Where it listens. */
  get url(): string {
    return `http://127.0.0.1:${this.environment['PORT'] ?? ''}`;
  }

  /** Resolves once it is ready. */
  async start(): Promise<void> {
    this.begin();
    await this.ready();
  }

  async ready(): Promise<void> {
    await eventually(async () => {
      if (this.ended) throw new Error(`${this.main} ended: ${this.said}`);
      return fetch(`${this.url}/health/ready`).then(({ ok }) => ok, () => false);
    }, STARTED);
  }

  /** Resolves once it has done what it is for. */
  async toItsEnd(): Promise<void> {
    this.begin();
    await this.gone();
    if (this.child?.exitCode !== 0) throw new Error(`${this.main} failed: ${this.said}`);
  }

  /** The code it ends with; null when it was killed. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null | undefined> {
    this.child?.kill(signal);
    await this.gone();
    return this.child?.exitCode;
  }

  /** Stopped where it stands, as a machine that is out of breath: nothing in it learns of it. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  /** What a scrape tells of a gauge, by its labels: `{lease="publisher"}`. */
  async gauge(name: string): Promise<ReadonlyMap<string, number>> {
    const scraped = await fetch(`http://127.0.0.1:${this.environment['METRICS_PORT'] ?? ''}/metrics`);
    const lines = (await scraped.text()).split('\n').filter((line) => line.startsWith(`${name}{`));
    return new Map(lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]));
  }

  /** Starts it, whatever becomes of it. */
  begin(): void {
    if (!this.ended) throw new Error(`${this.main} runs already`);
    const main = fileURLToPath(new URL(`../../../${this.main}`, import.meta.url));
    const child = spawn(process.execPath, [...FROM_SOURCE, main], { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...this.environment } });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => { this.said += text.toString(); });
    this.child = child;
  }

  private get ended(): boolean {
    return this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async gone(): Promise<void> {
    if (!this.child || this.ended) return;
    const late = AbortSignal.timeout(STARTED);
    await once(this.child, 'exit', { signal: late }).catch(() => { throw new Error(`${this.main} does not end: ${this.said}`); });
  }
}
