import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '#contracts';
import { Embedded, startService, type RunningService, type ServiceInfrastructure } from '#hosting';
import { jsonLogger } from '#http';
import { TokenIssuer } from '#http/testing';
import { ScriptedClock, type JsonObject, type NewEvent, type StoredEvent } from '#kernel';
import type { Publisher } from '#messaging';
import { SqlitePersonKeys } from '#personal-data';
import { audit } from '../src/audit.module.js';

export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly text: string; readonly headers: Headers };

/** The real service on files of a temporary directory, beside a publisher of facts that stands for access-delegation. */
export class AnAudit {
  private readonly facts = new Map<string, Fact>();
  private publisher: Publisher | undefined;

  private constructor(
    private readonly directory: string, readonly clock: ScriptedClock, readonly issuer: TokenIssuer, private readonly embedded: Embedded, readonly infrastructure: ServiceInfrastructure,
    private readonly others: ServiceInfrastructure, readonly running: RunningService, readonly keys: SqlitePersonKeys,
  ) {}

  static async start(at: string): Promise<AnAudit> {
    const directory = await mkdtemp(join(tmpdir(), 'audit-'));
    const clock = new ScriptedClock(at);
    const issuer = await TokenIssuer.create('audit', clock);
    const secrets = { installationKey: randomBytes(32), masterKey: randomBytes(32) };
    const embedded = new Embedded({ directory, clock, logger: jsonLogger('spec', 'silent'), publicUrl: 'http://localhost:3000', secrets });
    const infrastructure = embedded.for('audit');
    const running = await startService(audit, infrastructure, { host: '127.0.0.1', port: 0, tokens: issuer });
    return new AnAudit(directory, clock, issuer, embedded, infrastructure, embedded.for('access-delegation'), running, new SqlitePersonKeys(join(directory, 'person-keys.sqlite'), secrets.masterKey));
  }

  /** From now on, what is recorded is published. */
  startPublishing(): void {
    this.publisher = this.others.messaging.publisher((stored) => this.published(stored));
    this.publisher.start();
  }

  /** Recorded now by access-delegation; answers what a client would get. */
  async record(facts: readonly Fact[]): Promise<string> {
    let last = { stream: '', version: 0 };
    for (const fact of facts) {
      this.facts.set(fact.id, fact);
      const stream = fact.source.slice('/access-delegation/'.length);
      const [head] = await this.others.store.read(stream, { backwards: true, limit: 1 });
      [last = last] = await this.others.store.append(stream, [eventOf(fact)], head?.version ?? 0);
    }
    return this.infrastructure.consistency.seal([last]);
  }

  /** Everything recorded is told. */
  async settled(): Promise<void> {
    await this.publisher?.caughtUp();
    await this.running.caughtUp();
  }

  async get(person: string, path: string, headers: Readonly<Record<string, string>> = {}, claims: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const response = await fetch(`${this.running.url}/audit/v1/${path}`, { headers: { ...(await this.issuer.bearer({ sub: person, acr: 'high', ...claims })), ...headers } });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, text, body: isJson ? JSON.parse(text) as Record<string, unknown> : {}, headers: response.headers };
  }

  async stop(): Promise<void> {
    await this.publisher?.stop();
    await this.running.close();
    this.keys.close();
    await this.embedded.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  private published({ metadata, version }: StoredEvent): Fact {
    const fact = this.facts.get(metadata.eventId);
    if (!fact) throw new Error('nobody recorded this');
    return { ...fact, time: metadata.recordedAt, sequence: version };
  }
}

const eventOf = ({ id, type, data, recorded: { actor } }: Fact): NewEvent => ({
  type, data: data as JsonObject,
  metadata: { eventId: id, commandId: id, bodyHash: '', schemaVersion: 1, correlationId: id, causationId: id, actor: { ...actor, assurance: 'high' } },
});
