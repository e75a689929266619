import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { PersonConfirmed } from '#contracts';
import { Embedded, startService, type RunningService, type ServiceInfrastructure } from '#hosting';
import { jsonLogger } from '#http';
import { TokenIssuer } from '#http/testing';
import type { Publisher } from '#messaging';
import { ScriptedClock, type Actor, type CommandContext } from '#kernel';
import { accessDelegation } from '../src/access-delegation.module.js';
import { ConfirmedPersons } from '../src/persons/application/confirmed-persons.js';

export type Sent = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

type Settings = Omit<ConstructorParameters<typeof Embedded>[0], 'clock'> & { readonly clock: ScriptedClock };
type Started = { readonly embedded: Embedded; readonly infrastructure: ServiceInfrastructure; readonly running: RunningService };

/** The real service on files of a temporary directory, called over HTTP, its clock in the spec's hand. */
export class AService {
  private identity: { readonly store: ServiceInfrastructure['store']; readonly publisher: Publisher } | undefined;

  private constructor(private readonly settings: Settings, readonly issuer: TokenIssuer, private started: Started) {}

  static async start(at = '2026-11-02T09:00:00.000Z', logger = jsonLogger('spec', 'silent')): Promise<AService> {
    const directory = await mkdtemp(join(tmpdir(), 'access-delegation-'));
    const clock = new ScriptedClock(at);
    const issuer = await TokenIssuer.create('access-delegation', clock);
    const settings = { directory, clock, logger, publicUrl: 'http://localhost:3000', secrets: { installationKey: randomBytes(32), masterKey: randomBytes(32) } };
    return new AService(settings, issuer, await started(settings, issuer));
  }

  get directory(): string { return this.settings.directory; }
  get clock(): ScriptedClock { return this.settings.clock; }
  get infrastructure(): ServiceInfrastructure { return this.started.infrastructure; }
  get running(): RunningService { return this.started.running; }

  /** Stops and starts again on the same directory; `meanwhile` something may be recorded by somebody else. */
  async restart(meanwhile: (infrastructure: ServiceInfrastructure) => Promise<void> = async () => undefined): Promise<void> {
    await this.close();
    this.started = await started(this.settings, this.issuer, meanwhile);
  }

  /** While it is stopped nobody holds its files. */
  async whileStopped(work: (directory: string) => Promise<void>): Promise<void> {
    await this.close();
    await work(this.directory);
    this.started = await started(this.settings, this.issuer);
  }

  get commands(): CommandBus {
    return this.running.app.get(CommandBus);
  }

  /** Identity's word that these persons are known. */
  async confirm(...personIds: readonly string[]): Promise<void> {
    for (const id of personIds) await this.running.app.get(ConfirmedPersons).keep({ id, identityProof: 'fas' });
  }

  /** The fact by which identity says it to all services, on its own topic; `subjects` are other ids of the person, a profile say. */
  async publishConfirmed(personId: string, subjects: readonly string[] = []): Promise<void> {
    const { store, publisher } = this.identity ??= identityOf(this.started.embedded);
    const eventId = randomUUID();
    const actor = { kind: 'operator', id: 'identity', assurance: 'none', capacity: 'OPERATOR' } as const;
    await store.append(`person-${personId}`, [{
      type: 'PersonConfirmed', data: { personId, identityProof: 'fas', subjects },
      metadata: { eventId, commandId: eventId, bodyHash: '', schemaVersion: 1, correlationId: eventId, causationId: eventId, subject: personId, actor },
    }], 0);
    publisher.start();
    await publisher.caughtUp();
    await this.settled();
  }

  /** What was brought in from outside may lead to further work. */
  async settled(): Promise<void> {
    for (let round = 0; round < 2; round += 1) await this.running.caughtUp();
  }

  /** Sends a request as a person; `idempotencyKey` and other headers may be given. */
  async send(person: string, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}, assurance = 'high'): Promise<Sent> {
    const response = await fetch(`${this.running.url}${path}`, {
      method,
      headers: {
        ...(await this.issuer.bearer({ sub: person, acr: assurance })), ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}), ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>, headers: response.headers };
  }

  /** Lets the clock run, stopping at each due instant until everything has settled. */
  async advanceTo(at: string): Promise<void> {
    await this.clock.advanceTo(at, () => this.running.caughtUp());
  }

  async stop(): Promise<void> {
    await this.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async close(): Promise<void> {
    await this.identity?.publisher.stop();
    this.identity = undefined;
    await this.running.close();
    await this.started.embedded.close();
  }
}

const started = async (settings: Settings, issuer: TokenIssuer, meanwhile: (infrastructure: ServiceInfrastructure) => Promise<void> = async () => undefined): Promise<Started> => {
  const embedded = new Embedded(settings);
  const infrastructure = embedded.for('access-delegation');
  await meanwhile(infrastructure);
  return { embedded, infrastructure, running: await startService(accessDelegation, infrastructure, { host: '127.0.0.1', port: 0, tokens: issuer }) };
};

const identityOf = (embedded: Embedded) => {
  const { store, messaging } = embedded.for('identity');
  const publisher = messaging.publisher(({ stream, version, data, metadata }) => ({
    id: metadata.eventId, source: `/identity/${stream}`, type: PersonConfirmed.type, subject: String(metadata.subject), time: metadata.recordedAt, sequence: version,
    key: String(metadata.subject), data, recorded: { actor: metadata.actor, causationId: metadata.causationId },
  }));
  return { store, publisher };
};

/** The command-line operator, for what begins an installation. */
export const operator = (): CommandContext => {
  const actor: Actor = { kind: 'operator', id: 'spec', assurance: 'high' };
  return { commandId: randomUUID(), bodyHash: 'spec', correlationId: 'spec', causationId: 'spec', actor };
};
