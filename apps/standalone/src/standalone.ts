import { setTimeout as pause } from 'node:timers/promises';
import { createLocalJWKSet } from 'jose';
import type { Logger } from 'pino';
import { Embedded, startService, type RunningService } from '#hosting';
import type { Clock } from '#kernel';
import { operatorOf, type Operator } from '../../access-delegation/src/operator.module.js';
import { DemonstrationCaller } from './demonstration-caller.js';
import { demonstrationSecrets, isInstalled, markInstalled } from './demonstration-directory.js';
import { installDemonstration, peopleTheDemonstration } from './demonstration.js';
import { front } from './front.js';
import { PEOPLE } from './issuer/people.js';
import { issuerService } from './issuer/issuer.service.js';
import { TokenSigner } from './issuer/token-signer.js';
import { services } from './services.js';

export type StandaloneOptions = {
  readonly directory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publicUrl: string;
  /** 0: any free one. */
  readonly port: number;
};

export type Standalone = {
  /** Where the front listens. */
  readonly url: string;
  readonly services: readonly RunningService[];
  readonly operator: Operator;
  /** Resolves once what was recorded before the call has reached every service. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
};

const HOST = '127.0.0.1';
const TELL_EVERY_MILLIS = 10_000;
const LOOK_AGAIN_MILLIS = 20;

/** Every service in one process on one data directory, with the demonstration in it. @throws NotADemonstration, DataDirectoryInUse */
export const startStandalone = async (options: StandaloneOptions): Promise<Standalone> => {
  const { directory, clock, logger, publicUrl, port } = options;
  const infrastructure = new Embedded({ directory, clock, logger, publicUrl, secrets: demonstrationSecrets(directory) });
  const closing: (() => Promise<void>)[] = [() => infrastructure.close()];
  const close = async (): Promise<void> => { for (let one = closing.pop(); one; one = closing.pop()) await one(); };
  try {
    const running: RunningService[] = [];
    const signer = await TokenSigner.create(publicUrl);
    for (const service of [issuerService(signer), ...services]) {
      const tokens = { issuer: publicUrl, keys: createLocalJWKSet(signer.keys) };
      const started = await startService(service, infrastructure.for(service.name, service.needs), { host: HOST, port: 0, tokens });
      closing.push(() => started.close());
      running.push(started);
    }
    const caughtUp = async (): Promise<void> => { for (let round = 0; round < 2; round += 1) for (const service of running) await service.caughtUp(); };
    const operator = operatorOf(called(running, 'access-delegation').app);
    if (!isInstalled(directory)) {
      await demonstrate(operator, running, caughtUp);
      markInstalled(directory);
    }
    const gate = await front({ services: running, page: { publicUrl, people: PEOPLE, authorityId: String(await operator.authorityWithNis('MUNICIPALITY', '99011')) } });
    closing.push(async () => gate.close());
    await ready(running, logger);
    const url = await gate.listen({ port, host: new URL(publicUrl).hostname === 'localhost' ? 'localhost' : HOST });
    return { url, services: running, operator, caughtUp, close };
  } catch (error) {
    await close();
    throw error;
  }
};

const demonstrate = async (operator: Operator, running: readonly RunningService[], caughtUp: () => Promise<void>): Promise<void> => {
  await installDemonstration(operator);
  await caughtUp();
  const addresses = { identity: called(running, 'identity').url, accessDelegation: called(running, 'access-delegation').url };
  await peopleTheDemonstration(operator, new DemonstrationCaller(addresses));
};

/** Who is let in finds no service that cannot answer yet. A long history takes its time to be read; what is waited for is told. */
const ready = async (running: readonly RunningService[], logger: Logger): Promise<void> => {
  const problem = (): string | undefined => running.map((service) => service.problem()).find((found) => found !== undefined);
  let tellAt = performance.now() + TELL_EVERY_MILLIS;
  for (let waitingFor = problem(); waitingFor !== undefined; waitingFor = problem()) {
    if (performance.now() > tellAt) {
      logger.warn({ waitingFor }, 'not ready yet');
      tellAt += TELL_EVERY_MILLIS;
    }
    await pause(LOOK_AGAIN_MILLIS);
  }
};

const called = (running: readonly RunningService[], name: string): RunningService => {
  const service = running.find((one) => one.name === name);
  if (!service) throw new Error(`${name} does not run`);
  return service;
};
