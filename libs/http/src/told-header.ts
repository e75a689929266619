import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';

/** Lets a decorator of a parameter that reads a header say so in the document of the API. */
export const toldHeader = (header: ApiHeaderOptions): ParameterDecorator => (controller, method) => {
  const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
  if (method !== undefined && handler) ApiHeader({ required: false, ...header })(controller, method, handler);
};

const REFUSALS = 'guichet:may-refuse';

/** Lets a decorator of a parameter say with which statuses a route that has it may refuse. */
export const mayRefuse = (...statuses: readonly number[]): ParameterDecorator => (controller, method) => {
  if (method !== undefined) Reflect.defineMetadata(REFUSALS, [...statuses, ...refusalsToldOf(controller, method)], controller, method);
};

export const refusalsToldOf = (controller: object, method: string | symbol): readonly number[] => (Reflect.getMetadata(REFUSALS, controller, method) as readonly number[] | undefined) ?? [];
