import 'reflect-metadata';
import { Controller, HttpCode, Module, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { untilStopped } from './side.mjs';

// Decorators applied by hand: this file is not compiled.
const [path, status, answer] = process.argv.slice(2);
const small = JSON.parse(answer);

class BareController {
  answer({ body }) {
    return body === undefined ? {} : small;
  }
}
Controller()(BareController);
const { prototype } = BareController;
const method = Object.getOwnPropertyDescriptor(prototype, 'answer');
Post(path)(prototype, 'answer', method);
HttpCode(Number(status))(prototype, 'answer', method);
Req()(prototype, 'answer', 0);

class BareModule {}
Module({ controllers: [BareController] })(BareModule);

const app = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
untilStopped(() => app.close());
process.send({ port: Number(new URL(await app.getUrl()).port) });
