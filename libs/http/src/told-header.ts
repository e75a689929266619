import { ApiHeader, type ApiHeaderOptions } from '@nestjs/swagger';

/** Lets a decorator of a parameter that reads a header say so in the document of the API. */
export const toldHeader = (header: ApiHeaderOptions): ParameterDecorator => (controller, method) => {
  const handler = method === undefined ? undefined : Object.getOwnPropertyDescriptor(controller, method);
  if (method !== undefined && handler) ApiHeader({ required: false, ...header })(controller, method, handler);
};
