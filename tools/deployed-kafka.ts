import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kafkaClassPath } from './engines/kafka.mjs';
import { freePort } from './engines/places.mjs';

const DEPLOY = join(import.meta.dirname, '../deploy/kafka');
const DIRECTORIES = ['run/secrets', 'run/kafka', 'var/lib/kafka/data', 'opt/kafka/bin', 'deploy'];

/** Kafka as the compose file runs it, by its own script and settings, in a directory instead of a container and on free ports. */
export class DeployedKafka {
  private running: ChildProcess | undefined;
  private said = '';

  private constructor(readonly root: string, readonly brokers: string) {}

  static async prepared(secrets: Readonly<Record<string, string>>): Promise<DeployedKafka> {
    const root = await mkdtemp(join(tmpdir(), 'deployed-kafka-'));
    for (const directory of DIRECTORIES) await mkdir(join(root, directory), { recursive: true });
    for (const [name, secret] of Object.entries(secrets)) await writeFile(join(root, 'run/secrets', name), `${secret}\n`);
    const java = `#!/bin/bash\nexec java -Xmx256m -XX:TieredStopAtLevel=1 -cp '${await kafkaClassPath()}'`;
    await writeFile(join(root, 'opt/kafka/bin/kafka-storage.sh'), `${java} kafka.tools.StorageTool "$@"\n`, { mode: 0o755 });
    await writeFile(join(root, 'opt/kafka/bin/kafka-server-start.sh'), `${java} kafka.Kafka "$@"\n`, { mode: 0o755 });
    const [clients, controller] = [String(await freePort()), String(await freePort())];
    const settings = await readFile(join(DEPLOY, 'server.properties'), 'utf8');
    const here = settings.replaceAll('kafka:9092', 'localhost:9092').replaceAll('9092', clients).replaceAll('9093', controller);
    await writeFile(join(root, 'deploy/server.properties'), here);
    return new DeployedKafka(root, `localhost:${clients}`);
  }

  start(): void {
    const child = spawn('bash', [join(DEPLOY, 'start.sh')], { env: { PATH: process.env['PATH'], ROOT: this.root }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => { this.said += text.toString(); });
    this.running = child;
  }

  /** @throws with what it said, when it ended by itself */
  mustRun(): void {
    if (this.running?.exitCode !== null) throw new Error(`Kafka ended: ${this.said}`);
  }

  async stop(): Promise<void> {
    if (this.running?.exitCode !== null) return;
    this.running.kill('SIGTERM');
    await once(this.running, 'exit');
  }

  async dropped(): Promise<void> {
    await this.stop();
    await rm(this.root, { recursive: true });
  }
}
