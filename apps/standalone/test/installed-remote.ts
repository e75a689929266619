import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { dropTopics } from '#messaging/kafka';
import { connect } from '#persistence/mongoose';
import { freePort } from '../../../tools/engines/places.mjs';
import { needed } from './remote-installation.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SERVICES = ['identity', 'access-delegation', 'audit', 'person-keys'];

/** What `npm run start:remote` starts, on the engines of the specs under a name of its own. */
export class InstalledRemote {
  private constructor(readonly url: string, private readonly child: ChildProcess, private readonly directory: string, private readonly prefix: string) {}

  /** Resolves once it says that it is ready. */
  static async started(): Promise<InstalledRemote> {
    await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: ROOT });
    const directory = await mkdtemp(join(tmpdir(), 'installed-'));
    const [port, prefix] = [String(await freePort()), `spec-${randomUUID().slice(0, 8)}-`];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'tools/start-remote.mjs', directory], {
      cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '', NAME_PREFIX: prefix, PORT: port, KAFKA_BROKERS: needed('KAFKA_BROKERS'), MONGODB_URL: needed('MONGODB_URL') },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => { said += text.toString(); });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => { if (said.includes('Ready:')) resolve(); });
      child.once('exit', () => { reject(new Error(`start:remote ended: ${said}`)); });
    });
    return new InstalledRemote(`http://localhost:${port}`, child, directory, prefix);
  }

  /** The code it ends with when it is told to. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await ended;
    return this.child.exitCode;
  }

  async dropped(): Promise<void> {
    await this.stop();
    await dropTopics({ brokers: needed('KAFKA_BROKERS').split(','), prefix: this.prefix });
    const connection = await connect({ url: needed('MONGODB_URL'), database: `${this.prefix}identity` });
    for (const name of SERVICES) await connection.useDb(`${this.prefix}${name}`).dropDatabase();
    await connection.close();
    await rm(this.directory, { recursive: true });
  }
}
