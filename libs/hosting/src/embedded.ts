import { join } from 'node:path';
import type { Logger } from 'pino';
import { ConsistencyTokens } from '#contracts';
import { SqliteEventStore } from '#event-store/sqlite';
import type { Clock, EventStore } from '#kernel';
import { messaging } from '#messaging';
import { SqliteFactLog } from '#messaging/sqlite';
import type { Documents } from '#persistence';
import { DataDirectoryLock, SqliteDocuments } from '#persistence/sqlite';
import { CachedPersonKeys, Notes, SqlitePersonKeys } from '#personal-data';
import { deriveId } from '#http';
import { Infrastructure, type Needs, type ServiceInfrastructure } from './infrastructure.js';
import { parkingTold } from './parking-told.js';

/** Each 32 bytes. They come from configuration or, for a demonstration, from its directory; there is no default. */
export type Secrets = { readonly installationKey: Buffer; readonly masterKey: Buffer };

export type EmbeddedOptions = { readonly directory: string; readonly clock: Clock; readonly logger: Logger; readonly secrets: Secrets; readonly publicUrl: string };

type Opened = { readonly store: EventStore; readonly documents: Documents };

/** Files of one data directory, a pair per service, for one process: a supported way to run a pilot, not a mock. */
export class Embedded extends Infrastructure {
  private readonly opened: Opened[] = [];
  private readonly lock: DataDirectoryLock;
  private readonly log: SqliteFactLog;
  private readonly personKeys: SqlitePersonKeys;
  private readonly notes: Notes;

  /** @throws DataDirectoryInUse, WrongMasterKey */
  constructor(private readonly options: EmbeddedOptions) {
    super();
    this.lock = DataDirectoryLock.acquire(options.directory);
    try {
      this.personKeys = new SqlitePersonKeys(this.file('person-keys'), options.secrets.masterKey);
      this.log = SqliteFactLog.open(this.file('topics'));
    } catch (error) {
      this.lock.release();
      throw error;
    }
    this.notes = new Notes(new CachedPersonKeys(this.personKeys));
  }

  for(service: string, { maxEventBytes }: Needs = {}): ServiceInfrastructure {
    const { clock, logger, secrets, publicUrl } = this.options;
    const store = SqliteEventStore.open(this.file(`${service}.events`), clock, maxEventBytes === undefined ? {} : { maxEventBytes });
    const documents = SqliteDocuments.open(this.file(`${service}.documents`));
    const own = logger.child({ service });
    this.opened.push({ store, documents });
    return {
      service, publicUrl, clock, deriveId, store, documents, notes: this.notes, logger: own,
      messaging: messaging({ service, log: this.log, store, documents, publicUrl, onParked: parkingTold(own) }),
      oneAtATime: (_, make) => make(),
      consistency: new ConsistencyTokens(secrets.installationKey), cursorKey: secrets.installationKey,
    };
  }

  async close(): Promise<void> {
    for (const { store, documents } of this.opened) {
      await store.close();
      await documents.close();
    }
    await this.log.close();
    this.personKeys.close();
    this.lock.release();
  }

  private file(name: string): string {
    return join(this.options.directory, `${name}.sqlite`);
  }
}
