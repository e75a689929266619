import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { ConsistencyTokens } from '#contracts';
import { EventStoreDbStore } from '#event-store/eventstoredb';
import { deriveId } from '#http';
import { SystemClock } from '#kernel';
import { messaging } from '#messaging';
import { KafkaFactLog } from '#messaging/kafka';
import { MongooseDocuments, MongooseLeases } from '#persistence/mongoose';
import { CachedPersonKeys, DocumentPersonKeys, Notes } from '#personal-data';
import { keyIn, textIn, type ServiceConfiguration } from './configuration.js';
import { Infrastructure, type Needs, type ServiceInfrastructure } from './infrastructure.js';
import { leased } from './leased.js';
import { parkingTold } from './parking-told.js';

/** EventStoreDB, Kafka and MongoDB: any number of instances of a service, each in a process of its own. */
export class Remote extends Infrastructure {
  private readonly clock = new SystemClock();
  private readonly closing: (() => Promise<void>)[] = [];

  constructor(private readonly configuration: ServiceConfiguration, private readonly logger: Logger) {
    super();
  }

  /** Fails when an engine does not answer: a service that cannot stand does not start. */
  async for(service: string, { maxEventBytes }: Needs = {}): Promise<ServiceInfrastructure> {
    const { configuration, clock } = this;
    const { EVENTSTOREDB_URL, MONGODB_URL, PERSON_KEYS_MONGODB_URL, NAME_PREFIX, PUBLIC_URL, INSTALLATION_KEY_FILE, MASTER_KEY_FILE } = configuration;
    const logger = this.logger.child({ service });
    const name = `${NAME_PREFIX}${service}`;
    const installationKey = keyIn(INSTALLATION_KEY_FILE, 'INSTALLATION_KEY_FILE');
    const documents = this.closed(await reached('MONGODB_URL', MongooseDocuments.open({ url: MONGODB_URL, database: name })));
    const leases = this.closed(await reached('MONGODB_URL', MongooseLeases.open({ url: MONGODB_URL, database: name })));
    const keyDocuments = await reached('PERSON_KEYS_MONGODB_URL', MongooseDocuments.open({ url: PERSON_KEYS_MONGODB_URL, database: `${NAME_PREFIX}person-keys` }));
    const personKeys = this.closed(await DocumentPersonKeys.open(keyDocuments, keyIn(MASTER_KEY_FILE, 'MASTER_KEY_FILE')));
    const log = this.closed(KafkaFactLog.open(this.kafka(service, logger)));
    const store = this.closed(EventStoreDbStore.open({
      connectionString: EVENTSTOREDB_URL, service: name, clock, ...(maxEventBytes === undefined ? {} : { maxEventBytes }),
      onFailure: (error, attempt) => { logger.warn({ err: error, attempt }, 'the event store was lost and is sought again'); },
    }));
    return {
      service, publicUrl: PUBLIC_URL, clock, deriveId, store, documents, notes: new Notes(new CachedPersonKeys(personKeys)), logger,
      messaging: messaging({ service, log, store, documents, publicUrl: PUBLIC_URL, onParked: parkingTold(logger) }),
      consistency: new ConsistencyTokens(installationKey), cursorKey: installationKey,
      oneAtATime: (work, make) => leased(make, { name: work, leases, onFailure: (error) => { logger.warn({ err: error, lease: work }, 'a lease could not be renewed'); } }),
    };
  }

  async close(): Promise<void> {
    for (let one = this.closing.pop(); one; one = this.closing.pop()) await one();
  }

  private kafka(service: string, logger: Logger) {
    const { NAME_PREFIX, KAFKA_BROKERS, KAFKA_TLS, KAFKA_CA_FILE, KAFKA_USERNAME, KAFKA_PASSWORD_FILE } = this.configuration;
    const password = KAFKA_PASSWORD_FILE === undefined ? '' : textIn(KAFKA_PASSWORD_FILE, 'KAFKA_PASSWORD_FILE');
    const authority = KAFKA_CA_FILE === undefined ? undefined : { ca: [textIn(KAFKA_CA_FILE, 'KAFKA_CA_FILE')] };
    return {
      brokers: KAFKA_BROKERS.split(','), prefix: NAME_PREFIX, clientId: `${service}-${randomUUID().slice(0, 8)}`, ssl: KAFKA_TLS === 'true' && (authority ?? true),
      ...(KAFKA_USERNAME === undefined ? {} : { sasl: { mechanism: 'scram-sha-512' as const, username: KAFKA_USERNAME, password } }),
      onWarning: (text: string) => { logger.warn({ kafka: text }, 'what the Kafka client says'); },
    };
  }

  private closed<Closable extends { close(): Promise<void> }>(opened: Closable): Closable {
    this.closing.push(() => opened.close());
    return opened;
  }
}

/** An engine cannot be reached as the environment says, or does not let this service in. */
export class EngineRefused extends Error {
  override readonly name = 'EngineRefused';
  constructor(variable: string, cause: unknown) {
    super(`${variable}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

const reached = <Opened>(variable: string, opening: Promise<Opened>): Promise<Opened> =>
  opening.catch((error: unknown) => { throw new EngineRefused(variable, error); });
