import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { FROM_SOURCE } from '../../../tools/from-source/from-source.mjs';
import type { Asked, Told } from './killable.process.js';

const fileNamed = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The whole standalone in a process of its own on one data directory, which may die at any moment and be started again. */
export class Killable {
  private process: ChildProcess | undefined;
  private destroyed = false;
  private running: Promise<string> = Promise.reject(new Error('it was never started'));

  constructor(private readonly directory: string) {
    this.running.catch(() => undefined);
  }

  /** Where it listens, once it does. */
  get url(): Promise<string> {
    return this.running;
  }

  start(): Promise<string> {
    if (this.destroyed) return Promise.reject(new Error('it is destroyed'));
    const child = fork(fileNamed('killable.process.ts'), [this.directory], { execArgv: [...FROM_SOURCE], env: { ...process.env, NODE_OPTIONS: '' } });
    this.process = child;
    this.running = said(child).then((told) => ('ready' in told ? told.ready : Promise.reject(new Error(JSON.stringify(told)))));
    return this.running;
  }

  /** SIGKILL: nothing in the process learns of it. Until the next start, `url` waits for that start. */
  async kill(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.running = promise;
    this.process?.kill('SIGKILL');
    await this.gone();
    this.start().then(resolve, reject);
    await promise;
  }

  /** Resolves once everything recorded has reached every service. */
  async caughtUp(): Promise<void> {
    this.ask('catchUp');
    if (this.process) await said(this.process);
  }

  async stop(): Promise<void> {
    this.ask('stop');
    await this.gone();
  }

  /** For when a spec ends before its time. */
  destroy(): void {
    this.destroyed = true;
    this.process?.kill('SIGKILL');
  }

  private ask(asked: Asked): void {
    this.process?.send(asked);
  }

  private async gone(): Promise<void> {
    const child = this.process;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

/** The next thing the process says; its end says that it failed. */
const said = (child: ChildProcess): Promise<Told> =>
  new Promise((resolve) => {
    const ended = (code: number | null): void => { resolve({ failed: `it ended with ${String(code)}` }); };
    child.once('exit', ended);
    child.once('message', (told) => {
      child.off('exit', ended);
      resolve(told as Told);
    });
  });
