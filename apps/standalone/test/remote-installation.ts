import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDbStore } from '#event-store/eventstoredb';
import { provideEventStoreDb, type ProvidedServer } from '#event-store/testing';
import { SystemClock, type StoredEvent } from '#kernel';
import type { Message } from '#messaging';
import { createTopics, dropTopics, KafkaFactLog, type KafkaOptions } from '#messaging/kafka';
import { connect } from '#persistence/mongoose';
import { freePort } from '../../../tools/engines/places.mjs';
import { publishedIn, recordedIn } from './evidence.js';
import { ServiceProcess } from './service-process.js';

type Environment = Readonly<Record<string, string>>;
export type Engines = { readonly events: ProvidedServer; readonly brokers: string; readonly mongoUrl: string };

export const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} does not name the server that this spec needs`);
  return value;
};

/** Longer than mongod lets stand, unless told, what a killed instance left open. */
const CLEARING_UP = 90_000;

const inTime = (what: string, work: Promise<void>): Promise<void> => {
  const { promise, reject } = Promise.withResolvers<undefined>();
  const late = setTimeout(() => { reject(new Error(`${what} is not over after ${String(CLEARING_UP / 1000)} s`)); }, CLEARING_UP);
  return Promise.race([work, promise]).finally(() => { clearTimeout(late); });
};

/** An installation on remote engines under a name of its own: each service in a process of its own, one of them twice. */
export class RemoteInstallation {
  readonly identity: ServiceProcess;

  private constructor(private readonly directory: string, private readonly events: ProvidedServer, private readonly environment: Environment, addresses: Environment) {
    this.identity = this.process('apps/standalone/src/issuer.main.ts', addresses);
  }

  /** Engines, those that the environment names unless told, and topics are there; nothing runs yet. */
  static async prepared(engines?: Engines): Promise<RemoteInstallation> {
    const directory = await mkdtemp(join(tmpdir(), 'installation-'));
    const { events, brokers, mongoUrl } = engines ?? { events: await provideEventStoreDb(), brokers: needed('KAFKA_BROKERS'), mongoUrl: needed('MONGODB_URL') };
    const key = async (name: string): Promise<string> => {
      const file = join(directory, name);
      await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
      return file;
    };
    const addresses = await RemoteInstallation.address();
    const identity = `http://127.0.0.1:${String(addresses['PORT'])}`;
    const environment = {
      HOST: '127.0.0.1', DRAIN_SECONDS: '1', PUBLIC_URL: 'http://localhost:3000', LOG_LEVEL: 'warn', NAME_PREFIX: `spec-${randomUUID().slice(0, 8)}-`,
      TOKEN_ISSUER: 'http://localhost:3000', TOKEN_JWKS_URL: `${identity}/identity/v1/jwks.json`,
      EVENTSTOREDB_URL: events.url, KAFKA_BROKERS: brokers, MONGODB_URL: mongoUrl, PERSON_KEYS_MONGODB_URL: mongoUrl,
      INSTALLATION_KEY_FILE: await key('installation-key'), MASTER_KEY_FILE: await key('master-key'),
    };
    const installation = new RemoteInstallation(directory, events, environment, addresses);
    await createTopics(installation.kafka);
    return installation;
  }

  /** One more instance of a service, on an address of its own. */
  async instance(service: 'access-delegation' | 'audit'): Promise<ServiceProcess> {
    return this.process(`apps/${service}/src/main.ts`, await RemoteInstallation.address());
  }

  /** What an operator and the Region's people begin with, through a running instance. */
  async demonstrated(accessDelegation: ServiceProcess): Promise<void> {
    await this.process('apps/standalone/src/demonstration.main.ts', { IDENTITY_URL: this.identity.url, ACCESS_DELEGATION_URL: accessDelegation.url }).toItsEnd();
  }

  /** Everything that a service recorded. */
  async historyOf(service: string): Promise<readonly StoredEvent[]> {
    const store = EventStoreDbStore.open({ connectionString: this.events.url, service: `${this.prefix}${service}`, clock: new SystemClock() });
    return recordedIn(store).finally(() => store.close());
  }

  async published(): Promise<readonly Message[]> {
    const log = KafkaFactLog.open(this.kafka);
    return publishedIn(log).finally(() => log.close());
  }

  /** What hangs is told by name. */
  async dropped(): Promise<void> {
    await inTime('dropping the topics', dropTopics(this.kafka));
    await inTime('dropping the databases', this.droppedDatabases());
    await inTime('stopping the event store', this.events.stop());
    await rm(this.directory, { recursive: true });
  }

  private async droppedDatabases(): Promise<void> {
    const { prefix } = this;
    const connection = await connect({ url: String(this.environment['MONGODB_URL']), database: `${prefix}person-keys` });
    for (const name of ['identity', 'access-delegation', 'audit', 'person-keys']) await connection.useDb(`${prefix}${name}`).dropDatabase();
    await connection.close();
  }

  /** Before the names of everything that is its own. */
  get prefix(): string {
    return String(this.environment['NAME_PREFIX']);
  }

  private get kafka(): KafkaOptions {
    return { brokers: String(this.environment['KAFKA_BROKERS']).split(','), prefix: this.prefix };
  }

  private process(main: string, more: Environment): ServiceProcess {
    return new ServiceProcess(main, { ...this.environment, ...more });
  }

  private static async address(): Promise<Environment> {
    return { PORT: String(await freePort()), METRICS_PORT: String(await freePort()) };
  }
}
