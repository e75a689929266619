import 'reflect-metadata';
import { Body, Controller, Module, Param, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { GrantBody } from '../../dist/apps/access-delegation/src/authorities/adapters/grant.bodies.js';
import { BareTable } from './bare-table.mjs';
import { grantLike, writtenOut } from './grant-like.mjs';
import { untilStopped } from './side.mjs';

// Decorators applied by hand: this file is not compiled.
const [path, answer, file] = process.argv.slice(2);
const small = JSON.parse(answer);
const table = new BareTable(file);
const heads = new Map();
let waiting = [];

/** Everything that waits in one turn of the event loop is one transaction. */
const flush = () => {
  const turn = waiting;
  waiting = [];
  table.append(turn.map(({ row }) => row), turn.length, writtenOut);
  for (const { resolve } of turn) resolve(small);
};

/** Validates a body, keeps a row, says so: no token, no rule, nobody who reads it afterwards. */
class KeepingController {
  keep(authorityId, { role, subject, categories }) {
    const stream = `authority-${authorityId}`;
    const version = (heads.get(stream) ?? 0) + 1;
    heads.set(stream, version);
    const row = { ...grantLike(stream), version };
    Object.assign(row.data, { role, subject, categories });
    return new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ row, resolve });
    });
  }
}
Controller()(KeepingController);
const { prototype } = KeepingController;
Post(path)(prototype, 'keep', Object.getOwnPropertyDescriptor(prototype, 'keep'));
Param('authorityId')(prototype, 'keep', 0);
Body()(prototype, 'keep', 1);
Reflect.defineMetadata('design:paramtypes', [String, GrantBody], prototype, 'keep');

class KeepingModule {}
Module({ controllers: [KeepingController] })(KeepingModule);

const app = await NestFactory.create(KeepingModule, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
await app.listen(0, '127.0.0.1');
untilStopped(async () => { await app.close(); table.close(); });
process.send({ port: Number(new URL(await app.getUrl()).port) });
