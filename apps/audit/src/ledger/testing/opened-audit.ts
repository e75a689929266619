import { join } from 'node:path';
import { ConsistencyTokens, LARGEST, type Fact } from '#contracts';
import { SqliteEventStore } from '#event-store/sqlite';
import type { ServiceInfrastructure } from '#hosting';
import { deriveId, jsonLogger } from '#http';
import { ScriptedClock, type StoredEvent } from '#kernel';
import { messaging, toMessage, type FactLog } from '#messaging';
import { SqliteFactLog } from '#messaging/sqlite';
import type { Documents } from '#persistence';
import { SqliteDocuments } from '#persistence/sqlite';
import { MemoryPersonKeys, Notes } from '#personal-data';
import { Ledger, type LedgerOptions } from '../application/ledger.js';
import { LedgerOffsets } from '../application/ledger-offsets.js';
import { LEDGER } from '../domain/ledger-entry.js';

const PUBLIC_URL = 'http://localhost:3000';
const key = Buffer.alloc(32, 7);

export type OpenedAudit = ServiceInfrastructure & {
  readonly log: FactLog;
  publish(facts: readonly Fact[]): Promise<void>;
  ledger(over?: Partial<LedgerOptions>): Ledger;
  entries(): Promise<readonly StoredEvent[]>;
  close(): Promise<void>;
};

/** What the audit service stands on, in the files of a directory; `over` may put something between it and its documents. */
export const openAudit = (place: string, over: (documents: Documents) => Documents = (documents) => documents): OpenedAudit => {
  const clock = new ScriptedClock('2027-03-08T08:00:00.000Z');
  const store = SqliteEventStore.open(join(place, 'audit.events.sqlite'), clock, { maxEventBytes: LARGEST.ledgerEntry });
  const files = SqliteDocuments.open(join(place, 'audit.documents.sqlite'));
  const log = SqliteFactLog.open(join(place, 'topics.sqlite'));
  const documents = over(files);
  const shared = messaging({ service: 'audit', log, store, documents, publicUrl: PUBLIC_URL });
  return {
    service: 'audit', oneAtATime: (_, make) => make(), clock, deriveId, store, documents, messaging: shared, notes: new Notes(new MemoryPersonKeys()), log,
    consistency: new ConsistencyTokens(key), publicUrl: PUBLIC_URL, cursorKey: key, logger: jsonLogger('audit', 'silent'),
    publish: (facts) => log.publish(facts.map((fact) => toMessage(fact, PUBLIC_URL))),
    ledger: (more = {}) => new Ledger({ store, messaging: shared, deriveId, offsets: new LedgerOffsets(store, documents), ...more }),
    entries: () => store.read(LEDGER),
    async close() {
      await store.close();
      await files.close();
      await log.close();
    },
  };
};
