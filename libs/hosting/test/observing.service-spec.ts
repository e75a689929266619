import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Injectable, Module, Post } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { several } from '#event-store/testing';
import { Callers, Context } from '#http';
import { TokenIssuer } from '#http/testing';
import { DomainError, ScriptedClock, WrongExpectedVersion, type CommandContext, type EventStore } from '#kernel';
import { Embedded } from '../src/embedded.js';
import { following } from '../src/following.js';
import { startService, type RunningService, type Service } from '../src/service.js';
import { TimerDocuments } from '../src/timer-documents.js';
import { UnitOfWork } from '#persistence';

const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');
const logger = pino({ level: 'silent' });
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const seen: CommandContext[] = [];
let refusing = false;

class DoThing extends Command<undefined> {
  constructor(readonly command: { readonly type: 'DoThing' }, readonly context: CommandContext) { super(); }
}

@CommandHandler(DoThing)
class DoThingHandler implements ICommandHandler<DoThing> {
  async execute({ context }: DoThing): Promise<undefined> {
    seen.push(context);
    if (refusing) throw new DomainError('conflict', 'not-now', 'Not now');
    return undefined;
  }
}

@Injectable()
@Controller('things/:id')
class ThingsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Callers('person')
  async do(@Context() context: CommandContext): Promise<object> {
    await this.commands.execute(new DoThing({ type: 'DoThing' }, context));
    return {};
  }
}

@Module({ imports: [CqrsModule.forRoot()], controllers: [ThingsController], providers: [DoThingHandler] })
class ThingsModule {}

const things: Service = {
  name: 'access-delegation', api: { title: 'Things', description: 'For specs', version: '1' },
  titles: { fr: {}, nl: {}, de: {} },
  module: (infrastructure) => {
    store = infrastructure.store;
    return { module: ThingsModule };
  },
  work: (_, { store, documents, messaging }) => [
    following({ name: 'lists', store, documents, logger, handle: async () => undefined }),
    messaging.publisher(() => { throw new Error('nothing of this is public'); }),
  ],
};

const directory = mkdtempSync(join(tmpdir(), 'observing-'));
const installation = new Embedded({ directory, clock, logger, secrets: { installationKey: Buffer.alloc(32, 1), masterKey: Buffer.alloc(32, 2) }, publicUrl: 'http://localhost:3000' });
const infrastructure = installation.for('access-delegation');
let store: EventStore;
let running: RunningService;
let bearer: { authorization: string };

beforeAll(async () => {
  const issuer = await TokenIssuer.create('access-delegation', clock);
  bearer = await issuer.bearer({ sub: 'p1' });
  running = await startService(things, infrastructure, { host: '127.0.0.1', port: 0, tokens: issuer, metrics: { host: '127.0.0.1', port: 0 } });
});
afterAll(async () => {
  await running.close();
  await installation.close();
  rmSync(directory, { recursive: true });
});

const post = (id: string, headers: Record<string, string> = {}) =>
  fetch(`${running.url}/things/${id}`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'idempotency-key': id, ...bearer, ...headers } });
const metrics = async (): Promise<string> => (await fetch(running.metricsUrl ?? '')).text();
/** The value of the series that has this name and these labels, in whatever order. */
const valueOf = async (name: string, ...labels: readonly string[]): Promise<string | undefined> =>
  (await metrics()).split('\n').find((line) => /^[^{ ]+/.exec(line)?.[0] === name && labels.every((label) => line.includes(label)))?.split(' ').at(-1);

describe('the metrics of a service', () => {
  it('are on an address of their own, where nothing else is, and not on the public one', async () => {
    const own = new URL(running.metricsUrl ?? '');
    expect(own.pathname).toBe('/metrics');
    expect((await fetch(new URL('/health/ready', own))).status).toBe(404);
    expect((await fetch(own, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${running.url}/metrics`)).status).toBe(404);
  });

  it('count requests by route template, never by path', async () => {
    await post('somebody-known');
    expect(await valueOf('http_server_request_duration_seconds_count', 'method="POST"', 'route="/things/:id"', 'status="201"', 'service="access-delegation"')).toBe('1');
    expect(await metrics()).not.toContain('somebody-known');
  });

  it('tell commands that were refused from those that were done', async () => {
    refusing = true;
    expect((await post('again')).status).toBe(409);
    refusing = false;
    expect(await valueOf('guichet_command_duration_seconds_count', 'command="DoThing"', 'outcome="refused"')).toBe('1');
  });

  it('count what was recorded, and appends that came too late', async () => {
    await store.append('thing-1', several(3), 0);
    await expect(store.append('thing-1', several(1), 0)).rejects.toThrow(WrongExpectedVersion);
    expect(await valueOf('guichet_store_events_appended_total')).toBe('3');
    expect(await valueOf('guichet_store_append_conflicts_total')).toBe('1');
    expect(await valueOf('guichet_store_append_failures_total')).toBe('0');
  });

  it('say how far the work has come', async () => {
    await running.caughtUp();
    expect(await valueOf('guichet_follower_behind_seconds', 'follower="lists"')).toBe('0');
    expect(await valueOf('guichet_work_problem', 'work="lists"')).toBe('0');
    expect(Number(await valueOf('guichet_publisher_behind_seconds'))).toBeLessThan(60);
  });

  it('show timers whose instant has passed', async () => {
    const unit = new UnitOfWork(infrastructure.documents);
    await new TimerDocuments(infrastructure.documents).apply([{ set: { key: 'k', due: '2026-03-02T11:59:00.000Z', command: { type: 'X', data: {} } } }], unit);
    await unit.commit();
    expect([await valueOf('guichet_timers_due'), await valueOf('guichet_timers_late_seconds')]).toEqual(['1', '60']);
  });
});

describe('a traceparent', () => {
  it('goes from the request into the context of its command and back to the caller', async () => {
    const answer = await post('traced', { traceparent: TRACEPARENT });
    expect([seen.at(-1)?.traceparent, answer.headers.get('traceparent')]).toEqual([TRACEPARENT, TRACEPARENT]);
  });

  it.each(['', 'x', TRACEPARENT.toUpperCase(), '00-00000000000000000000000000000000-00f067aa0ba902b7-01', `${TRACEPARENT}-more`])('that is not one is as none: %j', async (traceparent) => {
    const answer = await post(`not-traced-${String(traceparent.length)}`, { traceparent });
    expect([seen.at(-1)?.traceparent, answer.headers.get('traceparent')]).toEqual([undefined, null]);
  });
});
