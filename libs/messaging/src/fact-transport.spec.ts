import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Inject, Injectable, Module, type INestMicroservice, UseFilters } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, MessagePattern, Payload, type MicroserviceOptions } from '@nestjs/microservices';
import { of } from 'rxjs';
import { ManagerMissing, type Fact, type FactOf } from '#contracts';
import type { CollectionDefinition } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import type { Delivery } from './delivery.js';
import { FactTransport, UnknownPattern } from './fact-transport.js';
import { MemoryFactLog } from './memory.js';
import { HandlerErrors } from './handler-errors.js';
import { OnFact } from './on-fact.js';
import { missing, restored, sent, uuid } from './testing/facts.js';

type Entry = Parameters<typeof NestFactory.createMicroservice>[0];
type Note = { readonly id: string };
const notes: CollectionDefinition<Note> = { name: 'notes', indexes: [] };
const A = uuid(1);

@Injectable()
class Desk {
  readonly documents = new MemoryDocuments();
  readonly notes = this.documents.collection(notes);
  log: string[] = [];
  failing = false;
}

@Controller()
class Alarms {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @OnFact(ManagerMissing)
  async raise(fact: FactOf<typeof ManagerMissing>, delivery: Delivery): Promise<void> {
    await new Promise((resolve) => { setImmediate(resolve); });
    delivery.documents.put(this.desk.notes, { id: `alarm ${fact.id}` });
    this.desk.log.push(`alarm ${String(fact.sequence)}`);
  }
}

@Controller()
class Letters {
  constructor(@Inject(Desk) private readonly desk: Desk) {}

  @UseFilters(HandlerErrors)
  @EventPattern(['access-delegation.manager-missing.v1'])
  write(@Payload() fact: Fact, @Ctx() delivery: Delivery) {
    if (this.desk.failing) throw new Error('no paper');
    delivery.documents.put(this.desk.notes, { id: `letter ${fact.id}` });
    this.desk.log.push(`letter ${String(fact.sequence)}`);
    return of('written');
  }
}

@Module({ controllers: [Alarms, Letters], providers: [Desk] })
class Secretariat {}

@Controller()
class Stranger {
  @EventPattern(['access-delegation.never-declared.v1'])
  wait(): void {
    throw new Error('it never comes');
  }
}
@Module({ controllers: [Stranger] })
class Strangers {}

@Controller()
class Questions {
  @MessagePattern('access-delegation.manager-missing.v1')
  answer(): string {
    return 'facts are not questions';
  }
}
@Module({ controllers: [Questions] })
class Questioned {}

describe('facts that reach Nest controllers', () => {
  let app: INestMicroservice;
  let desk: Desk;
  let log: MemoryFactLog;
  let transport: FactTransport;

  const open = async (module: Entry, documents = new MemoryDocuments()) => {
    transport = new FactTransport({ log, documents, group: 'secretariat', pausesMillis: [1] });
    return NestFactory.createMicroservice<MicroserviceOptions>(module, { strategy: transport, logger: false, abortOnError: false });
  };
  const ids = async () => (await desk.notes.getMany([`alarm ${A}/1`, `letter ${A}/1`])).map(({ id }) => id);

  beforeEach(async () => {
    log = new MemoryFactLog();
    const shared = new Desk();
    app = await open({ module: Secretariat, providers: [{ provide: Desk, useValue: shared }] }, shared.documents);
    desk = app.get(Desk);
    await app.listen();
  });
  afterEach(async () => {
    await app.close();
    await log.close();
  });
  const publish = async (...facts: readonly Fact[]): Promise<void> => {
    await log.publish(facts.map(sent));
    await transport.consumer.caughtUp();
  };

  it('run every handler of their type, one after the other, and keep what they wrote', async () => {
    await publish(missing(A, 1), restored(A, 2), missing(A, 3));
    expect(desk.log).toEqual(['alarm 1', 'letter 1', 'alarm 3', 'letter 3']);
    expect(await ids()).toEqual([`alarm ${A}/1`, `letter ${A}/1`]);
  });

  it('are parked with the reason when one handler fails, with nothing kept of the others', async () => {
    desk.failing = true;
    await publish(missing(A, 1));
    expect(await ids()).toEqual([]);
    expect((await transport.consumer.parkedKeys()).map(({ key, reason }) => [key, reason])).toEqual([[A, 'Error: no paper']]);
    desk.failing = false;
    expect(await transport.consumer.replay(A)).toEqual({ applied: 1, left: 0 });
    expect(await ids()).toHaveLength(2);
  });

  it('must be declared: a controller that waits for another pattern stops the start', async () => {
    for (const module of [Strangers, Questioned]) {
      const other = await open(module);
      await expect(other.listen()).rejects.toThrow(UnknownPattern);
    }
  });
});
