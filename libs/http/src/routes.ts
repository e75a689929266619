import type { INestApplicationContext, Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { callersOf, type RouteCallers } from './callers.js';

export type Route = { readonly name: string; readonly callers: RouteCallers | undefined; readonly controller: Type; readonly method: string };

/** Every route of every controller of an application, named `Controller.method`. Routes given to Fastify itself are not among them. */
export const routesOf = (app: INestApplicationContext): readonly Route[] => {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesIn(metatype as Type, reflector) : []));
};

/** The routes that do not say who may call them: a spec expects none. */
export const routesWithoutCallers = (app: INestApplicationContext): readonly string[] =>
  routesOf(app).filter(({ callers }) => callers === undefined).map(({ name }) => name);

const routesIn = (controller: Type, reflector: Reflector): readonly Route[] => {
  const methods = controller.prototype as Readonly<Record<string, unknown>>;
  return new MetadataScanner().getAllMethodNames(methods).flatMap((method) => {
    const handler = methods[method];
    const isRoute = typeof handler === 'function' && Reflect.hasMetadata('method', handler);
    return isRoute ? [{ name: `${controller.name}.${method}`, callers: callersOf(reflector, handler as Type, controller), controller, method }] : [];
  });
};
