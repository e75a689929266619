import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { Embedded, startService, type RunningService, type ServiceInfrastructure } from '#hosting';
import { jsonLogger } from '#http';
import { TokenIssuer } from '#http/testing';
import { ScriptedClock, type Actor, type CommandContext } from '#kernel';
import { accessDelegation } from '../src/access-delegation.module.js';
import { ConfirmedPersons } from '../src/persons/application/confirmed-persons.js';

export type Sent = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers };

/** The real service on files of a temporary directory, called over HTTP, its clock in the spec's hand. */
export class AService {
  private constructor(
    readonly directory: string, readonly clock: ScriptedClock, readonly issuer: TokenIssuer, private readonly embedded: Embedded, readonly infrastructure: ServiceInfrastructure,
    readonly running: RunningService,
  ) {}

  static async start(at = '2026-11-02T09:00:00.000Z'): Promise<AService> {
    const directory = await mkdtemp(join(tmpdir(), 'access-delegation-'));
    const clock = new ScriptedClock(at);
    const issuer = await TokenIssuer.create('access-delegation', clock);
    const embedded = new Embedded({
      directory, clock, logger: jsonLogger('spec', 'silent'), publicUrl: 'http://localhost:3000', secrets: { installationKey: randomBytes(32), masterKey: randomBytes(32) },
    });
    const infrastructure = embedded.for('access-delegation');
    const running = await startService(accessDelegation, infrastructure, { host: '127.0.0.1', port: 0, tokens: issuer });
    return new AService(directory, clock, issuer, embedded, infrastructure, running);
  }

  get commands(): CommandBus {
    return this.running.app.get(CommandBus);
  }

  /** Identity's word that these persons are known. */
  async confirm(...personIds: readonly string[]): Promise<void> {
    for (const id of personIds) await this.running.app.get(ConfirmedPersons).keep({ id, identityProof: 'fas' });
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
    await this.running.close();
    await this.embedded.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** The command-line operator, for what begins an installation. */
export const operator = (): CommandContext => {
  const actor: Actor = { kind: 'operator', id: 'spec', assurance: 'high' };
  return { commandId: randomUUID(), bodyHash: 'spec', correlationId: 'spec', causationId: 'spec', actor };
};
