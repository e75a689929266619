import type { FastifyRequest } from 'fastify';

export type Answer = {
  readonly method: string;
  /** The template of the route, never the path itself: paths hold ids. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/** Somebody who measures or traces requests. It must not throw. */
export type RequestObserver = {
  /** Tells the `traceparent` under which is recorded what the request leads to, if it is traced here. */
  arrived(request: FastifyRequest): string | undefined;
  answered(request: FastifyRequest, answer: Answer): void;
};

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const traced = new WeakMap<object, string>();

/** The caller's traceparent (W3C Trace Context) when it is one. */
export const traceparentIn = (header: unknown): string | undefined => (typeof header === 'string' && TRACEPARENT.test(header) ? header : undefined);

/** Under which traceparent a request is handled: the one given here, else the caller's, else none. */
export const traceparentOf = (request: object): string | undefined => traced.get(request);

export const traceAs = (request: object, traceparent: string): void => { traced.set(request, traceparent); };
