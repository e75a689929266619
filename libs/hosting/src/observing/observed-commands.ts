import { SpanKind } from '@opentelemetry/api';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { isRefusal } from '#kernel';
import type { ServiceMetrics } from './service-metrics.js';
import { inSpan } from './spans.js';

type Observed = ICommand & { readonly command?: { readonly type?: unknown }; readonly context?: { readonly traceparent?: string } };

/** Measures and traces every command at the only door there is. A service without commands has none. */
export const observeCommands = (app: INestApplicationContext, metrics: ServiceMetrics): void => {
  for (const bus of busesOf(app)) {
    const execute = bus.execute.bind(bus) as (command: ICommand, ...rest: readonly unknown[]) => Promise<unknown>;
    bus.execute = ((command: ICommand, ...rest: readonly unknown[]) => observed(command, metrics, () => execute(command, ...rest)));
  }
};

const busesOf = (app: INestApplicationContext): ReadonlySet<CommandBus> => {
  const instances = [...app.get(ModulesContainer).values()].map((module) => module.providers.get(CommandBus)?.instance);
  return new Set(instances.filter((instance) => instance instanceof CommandBus));
};

const observed = async (command: Observed, metrics: ServiceMetrics, execute: () => Promise<unknown>): Promise<unknown> => {
  const name = nameOf(command);
  const took = metrics.commands.startTimer({ command: name });
  try {
    const result = await inSpan({ name, kind: SpanKind.INTERNAL, under: command.context?.traceparent }, execute, (error) => !isRefusal(error));
    took({ outcome: 'done' });
    return result;
  } catch (error) {
    took({ outcome: isRefusal(error) ? 'refused' : 'failed' });
    throw error;
  }
};

/** The business command inside, else the class: both are names in the code. */
const nameOf = ({ command, constructor }: Observed): string => (typeof command?.type === 'string' ? command.type : constructor.name);
