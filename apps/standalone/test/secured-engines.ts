import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { topicsOf } from '#contracts';
import { provideStandIn, type ProvidedServer } from '#event-store/testing';
import { KafkaFactLog } from '#messaging/kafka';
import { connect } from '#persistence/mongoose';
import { makeCertificates, type Certificates } from '../../../tools/engines/certificates.mjs';
import { startKafka, type StartedKafkaBroker } from '../../../tools/engines/kafka.mjs';
import { startMongo, type StartedMongoServer } from '../../../tools/engines/mongodb.mjs';
import { freePort } from '../../../tools/engines/places.mjs';
import { FROM_SOURCE } from '../../../tools/from-source/from-source.mjs';
import { ServiceProcess } from './service-process.js';

type Environment = Readonly<Record<string, string>>;
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const USER = 'identity';
const PASSWORD = 'of: the/service';
const KEYS = 'person-keys';

/** Every engine over TLS and for its users alone, as an installation should have them, and one service that may use them. */
export class SecuredEngines {
  private constructor(
    private readonly directory: string, private readonly ours: Certificates, private readonly theirs: Certificates,
    private readonly kafka: StartedKafkaBroker, private readonly mongo: StartedMongoServer, private readonly events: ProvidedServer,
  ) {}

  static async started(): Promise<SecuredEngines> {
    const directory = await mkdtemp(join(tmpdir(), 'secured-'));
    const ours = await makeCertificates(join(directory, 'ours'));
    const theirs = await makeCertificates(join(directory, 'theirs'));
    await mkdir(join(directory, 'mongodb'));
    const users = { admin: 'boss', [USER]: PASSWORD };
    const [kafka, mongo, events] = await Promise.all([
      startKafka({ secured: { certificates: ours, users } }), mongoWithUsers(join(directory, 'mongodb'), ours),
      provideStandIn({ ...ours, users: { [USER]: PASSWORD } }),
    ]);
    const engines = new SecuredEngines(directory, ours, theirs, kafka, mongo, events);
    await engines.file('key', randomBytes(32).toString('base64'));
    await engines.provisioned(await engines.file('admin', users.admin));
    return engines;
  }

  /** The service, told with the variables of docs/operations.md where the engines are and who it is, but for what is given. */
  async service(otherwise: Environment = {}): Promise<ServiceProcess> {
    const port = String(await freePort());
    const key = join(this.directory, 'key');
    return new ServiceProcess('apps/standalone/src/issuer.main.ts', {
      HOST: '127.0.0.1', DRAIN_SECONDS: '0', PORT: port, METRICS_PORT: String(await freePort()), PUBLIC_URL: 'http://localhost:3000', LOG_LEVEL: 'warn',
      TOKEN_ISSUER: 'http://localhost:3000', TOKEN_JWKS_URL: `http://127.0.0.1:${port}/identity/v1/jwks.json`,
      EVENTSTOREDB_URL: this.eventStoreUrl(), MONGODB_URL: this.mongoUrl(USER), PERSON_KEYS_MONGODB_URL: this.mongoUrl(KEYS),
      KAFKA_BROKERS: this.brokers, KAFKA_TLS: 'true', KAFKA_CA_FILE: this.ours.authority, KAFKA_USERNAME: USER, KAFKA_PASSWORD_FILE: await this.file('kafka', PASSWORD),
      INSTALLATION_KEY_FILE: key, MASTER_KEY_FILE: key, ...otherwise,
    });
  }

  /** Facts that the service published, as the broker itself counts them. */
  async published(): Promise<number> {
    const log = KafkaFactLog.open({ brokers: this.kafka.brokers });
    const ends = await log.ends(topicsOf(USER)[0]?.topic ?? '');
    await log.close();
    return ends.reduce((sum, end) => sum + end, 0);
  }

  /** An authority that vouched for none of the engines. */
  get anotherAuthority(): string {
    return this.theirs.authority;
  }

  eventStoreUrl({ password = PASSWORD, authority = this.ours.authority } = {}): string {
    return `${this.events.url.replace('://', `://${USER}:${encodeURIComponent(password)}@`)}&tlsCAFile=${encodeURIComponent(authority)}`;
  }

  mongoUrl(database: string, { password = PASSWORD, authority = this.ours.authority } = {}): string {
    return `mongodb://${USER}:${encodeURIComponent(password)}@127.0.0.1:${String(this.mongo.port)}/?authSource=${database}&tls=true&tlsCAFile=${encodeURIComponent(authority)}`;
  }

  async file(name: string, text: string): Promise<string> {
    const file = join(this.directory, name);
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    return file;
  }

  async stop(): Promise<void> {
    await Promise.all([this.kafka.stop(), this.mongo.stop(), this.events.stop()]);
    await rm(this.directory, { recursive: true });
  }

  private get brokers(): string {
    return this.kafka.securedBrokers?.join() ?? '';
  }

  private async provisioned(adminPasswordFile: string): Promise<void> {
    await promisify(execFile)(process.execPath, [...FROM_SOURCE, 'tools/provisioning/kafka.mjs'], {
      cwd: ROOT, env: {
        PATH: process.env['PATH'], SERVICES: USER, KAFKA_BROKERS: this.brokers, KAFKA_TLS: 'true', KAFKA_CA_FILE: this.ours.authority,
        KAFKA_USERNAME: 'admin', KAFKA_PASSWORD_FILE: adminPasswordFile,
      },
    });
  }
}

/** Users are made while anybody may come, then nobody else may. */
const mongoWithUsers = async (directory: string, certificates: Certificates): Promise<StartedMongoServer> => {
  const open = await startMongo({ directory });
  const connection = await connect({ url: open.url, database: USER });
  for (const database of [USER, KEYS]) {
    await connection.useDb(database).db?.command({ createUser: USER, pwd: PASSWORD, roles: [{ role: 'readWrite', db: database }] });
  }
  await connection.close();
  await open.stop();
  return startMongo({ directory, port: open.port, certificates, authenticated: true });
};
