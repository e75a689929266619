import { Controller, Get, Module, Res, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from './callers.js';

const PATIENCE = 1_000;

/** Something this service needs in order to answer: `check` resolves while it is there. */
export type Probe = { readonly name: string; readonly check: () => Promise<void> };
type State = 'up' | 'down';
export type Readiness = { readonly status: State; readonly probes: Readonly<Record<string, State>> };

/** Readiness by probe, within a second, without saying why one is down: that is for the log. */
export const readiness = async (probes: readonly Probe[], patience = PATIENCE): Promise<Readiness> => {
  const states = await Promise.all(probes.map(async (probe) => [probe.name, await stateOf(probe, patience)] as const));
  return { status: states.every(([, state]) => state === 'up') ? 'up' : 'down', probes: Object.fromEntries(states) };
};

const stateOf = async ({ check }: Probe, patience: number): Promise<State> => {
  const { promise: late, resolve } = Promise.withResolvers<State>();
  const timer = setTimeout(() => { resolve('down'); }, patience);
  const seen = Promise.resolve().then(check).then((): State => 'up', (): State => 'down');
  return Promise.race([seen, late]).finally(() => { clearTimeout(timer); });
};

class Probes {
  constructor(readonly all: readonly Probe[]) {}
}

@ApiExcludeController()
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly probes: Probes) {}

  @Get('live')
  live(): { readonly status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const state = await readiness(this.probes.all);
    void reply.code(state.status === 'up' ? 200 : 503);
    return state;
  }
}

/** `/health/live` and `/health/ready`. */
@Module({})
export class HealthModule {
  static with(probes: readonly Probe[]): DynamicModule {
    return { module: HealthModule, controllers: [HealthController], providers: [{ provide: Probes, useValue: new Probes(probes) }] };
  }
}
