import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createFastifyApp, serveFactSchemas, TokenVerifier, type ApiDescription, type Probe, type Titles, type TokenRules } from '#http';
import type { FactTransport } from '#messaging';
import type { Needs, ServiceInfrastructure } from './infrastructure.js';
import type { MetricsAddress } from './observing/metrics-server.js';
import type { Observation } from './observing/observation.js';
import { nameOf, type Work } from './work.js';

/** A service of the Guichet: the same module whichever infrastructure it stands on, alone in its process or beside others. */
export type Service = {
  readonly name: string;
  readonly api: ApiDescription;
  readonly titles: Titles;
  readonly needs?: Needs;
  module(infrastructure: ServiceInfrastructure): DynamicModule;
  /** Started before the first request is let in, stopped after the last was answered. */
  work(app: INestApplicationContext, infrastructure: ServiceInfrastructure): readonly Work[];
  /** What brings facts of other services to the controllers, if any. */
  consumer?(app: INestApplicationContext): FactTransport;
};

export type Listening = {
  readonly host: string;
  readonly port: number;
  readonly tokens: Pick<TokenRules, 'issuer' | 'keys' | 'refused'>;
  /** Without it nothing is measured and nothing traced. */
  readonly metrics?: MetricsAddress;
};

export type RunningService = {
  readonly name: string;
  readonly url: string;
  readonly metricsUrl?: string;
  readonly app: NestFastifyApplication;
  /** Why it is not ready; undefined when it is. */
  problem(): string | undefined;
  /** Resolves once all work of this service has done what was there at the call. */
  caughtUp(): Promise<void>;
  /** Says from now on that it is not ready, and goes on answering, each connection once more. */
  leave(): void;
  /** Lets requests in hand finish, then stops the work. */
  close(): Promise<void>;
};

/** One Nest container for the service, its work going, its address open. */
export const startService = async (service: Service, given: ServiceInfrastructure, { host, port, tokens, metrics }: Listening): Promise<RunningService> => {
  const works: Work[] = [];
  const observation = metrics && await observationOf(given);
  const { infrastructure } = observation ?? { infrastructure: given };
  const { clock, logger, consistency } = infrastructure;
  const leaving = new AbortController();
  const app = await createFastifyApp(service.module(infrastructure), {
    logger, consistency, leaving: leaving.signal, probes: [probeOf(works, logger, leaving.signal)], api: service.api, titles: service.titles, ...(observation ? { observer: observation.requests } : {}),
    tokens: new TokenVerifier({ ...tokens, audience: service.name, clock }),
  });
  serveFactSchemas(app.getHttpAdapter().getInstance(), service.name, infrastructure.publicUrl);
  const transport = service.consumer?.(app);
  if (transport) app.connectMicroservice({ strategy: transport }, { inheritAppConfig: false });
  const close = async (): Promise<void> => {
    await app.close();
    for (const work of [...works].reverse()) await work.stop();
    await observation?.close();
  };
  let metricsUrl: string | undefined;
  try {
    await app.init();
    observation?.begin(app, works);
    works.push(...service.work(app, infrastructure));
    for (const work of works) await work.start();
    if (transport) {
      await app.startAllMicroservices();
      works.push(workOf(transport));
    }
    metricsUrl = metrics && await observation?.serve(metrics);
    await app.listen(port, host);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    name: service.name, url: await app.getUrl(), ...(metricsUrl === undefined ? {} : { metricsUrl }), app,
    problem: () => works.filter(({ answersRestOnIt }) => answersRestOnIt).map((work) => work.problem()).find((found) => found !== undefined),
    caughtUp: async () => { for (const work of works) await work.caughtUp(); },
    leave: () => { leaving.abort(); },
    close,
  };
};

/** Loaded only when asked for: whoever measures nothing does not pay for it. */
const observationOf = async (infrastructure: ServiceInfrastructure): Promise<Observation> => {
  const { Observation: Observed } = await import('./observing/observation.js');
  return new Observed(infrastructure);
};

const workOf = (transport: FactTransport): Work => ({
  name: 'consumer',
  start: () => undefined,
  stop: () => transport.close(),
  problem: () => transport.consumer.problem(),
  caughtUp: () => transport.consumer.caughtUp(),
});

/** Ready while nothing that answers rest on has a problem. Which work has one, and why, is told to the log. */
const probeOf = (works: readonly Work[], logger: Logger, leaving: AbortSignal): Probe => {
  const told = new Map<Work, string>();
  return {
    name: 'work',
    async check() {
      for (const work of works) {
        const problem = work.problem();
        if (problem !== told.get(work)) logger.warn({ work: nameOf(work), problem }, problem === undefined ? 'work gets on again' : 'work does not get on');
        if (problem === undefined) told.delete(work);
        else told.set(work, problem);
      }
      leaving.throwIfAborted();
      if (works.some((work) => work.answersRestOnIt && told.has(work))) throw new Error('not ready');
    },
  };
};
