import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jsonLogger, NestLogger } from '#http';
import { configurationFrom } from './configuration.js';
import { Remote } from './remote-infrastructure.js';
import { startService, type Service } from './service.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * One service in this process on the remote engines, as its environment says, until SIGTERM or SIGINT. Then it is not ready any
 * more, and answers until whoever routes to it has seen that.
 */
export const runRemote = async (service: Service, env: Environment): Promise<void> => {
  const configuration = configurationFrom(env);
  const { HOST, PORT, METRICS_HOST, METRICS_PORT, TOKEN_ISSUER, TOKEN_JWKS_URL, LOG_LEVEL, DRAIN_SECONDS } = configuration;
  const logger = jsonLogger(service.name, LOG_LEVEL);
  const remote = new Remote(configuration, logger);
  try {
    const running = await startService(service, await remote.for(service.name, service.needs), {
      host: HOST, port: PORT, tokens: { issuer: TOKEN_ISSUER, keys: new URL(TOKEN_JWKS_URL) }, metrics: { host: METRICS_HOST, port: METRICS_PORT },
    });
    logger.info({ url: running.url }, 'ready');
    await signalled();
    logger.info({ seconds: DRAIN_SECONDS }, 'leaving: not ready any more, requests are answered meanwhile');
    running.leave();
    await pause(DRAIN_SECONDS * 1_000);
    logger.info('stopping: requests in hand are answered first');
    await running.close();
  } catch (error) {
    logger.fatal({ reason: reasonOf(error) }, 'the service could not start or stop as it should');
    process.exitCode = 1;
  } finally {
    await remote.close();
  }
  // Whatever a failed start left open must not keep the process.
  if (process.exitCode) process.exit();
};

/** The service's container on the remote engines, without address and without work: an operator's door, beside instances that run. */
export const openedRemote = async <Result>(service: Service, env: Environment, work: (app: INestApplicationContext) => Promise<Result>): Promise<Result> => {
  const configuration = configurationFrom(env);
  const logger = jsonLogger('operator', configuration.LOG_LEVEL);
  const remote = new Remote(configuration, logger);
  try {
    const module = service.module(await remote.for(service.name, service.needs));
    const app = await NestFactory.createApplicationContext(module, { logger: new NestLogger(logger), abortOnError: false });
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  } finally {
    await remote.close();
  }
};

/** In one line, with what is behind it: a caller is told less than the log. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const behind = error.cause === undefined ? '' : reasonOf(error.cause);
  return error.message.includes(behind) ? `${error.name}: ${error.message}` : `${error.name}: ${error.message} (${behind})`;
};

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => { resolve(); });
  });
