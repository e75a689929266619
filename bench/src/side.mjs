import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { Session } from 'node:inspector/promises';

/** A process that answers messages one by one: `ask` resolves with what it says next. */
export class Side {
  constructor(script, args, { core } = {}) {
    this.process = fork(new URL(script, import.meta.url), args, { execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'] });
    this.process.on('message', (answer) => this.waiting?.resolve(answer));
    this.process.once('exit', (code) => this.waiting?.reject(new Error(`a side ended with ${code}`)));
    if (core !== undefined) try { execFileSync('taskset', ['-acp', String(core), String(this.process.pid)]); } catch { console.log('(taskset is missing: nothing is pinned)'); }
  }

  ask(message) {
    const { promise, resolve, reject } = Promise.withResolvers();
    this.waiting = { resolve, reject };
    if (message !== undefined) this.process.send(message);
    return promise;
  }

  /** What it does until then, as a CPU profile. */
  async profiled(work) {
    await this.ask('profile');
    await work();
    return this.ask('profiled');
  }

  async stop() {
    this.process.send('stop');
    await once(this.process, 'exit');
  }
}

const observing = () => {
  const session = new Session();
  session.connect();
  return {
    profile: async () => { await session.post('Profiler.enable'); await session.post('Profiler.start'); return 'started'; },
    tidy: async () => { gc(); return 'tidy'; },
    cpu: async () => { const { user, system } = process.cpuUsage(); return user + system; },
    profiled: async () => (await session.post('Profiler.stop')).profile,
  };
};

/** In a side's process: what to do when told to stop, or when whoever started it is gone. */
export const untilStopped = (close) => {
  const observed = observing();
  process.on('message', (message) => { if (Object.hasOwn(observed, message)) void observed[message]().then((answer) => process.send(answer)); });
  process.on('message', (message) => { if (message === 'stop') void close().then(() => process.disconnect()); });
  process.on('disconnect', () => process.exit());
};
