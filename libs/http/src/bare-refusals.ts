import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Problem } from './problem.js';
import { refuseRequest } from './request.problems.js';

/** Refuses in words what Node would refuse without: a request that names no host (it is told to leave that to us), or expects what nobody does. */
export const refuseInWords = (app: FastifyInstance): void => {
  app.server.on('checkExpectation', (request, response) => { app.server.emit('request', request, response); });
  app.addHook('onRequest', ({ headers, raw: { httpVersion } }, _, done) => {
    const refusal = httpVersion === '1.1' ? refusalOf(headers) : undefined;
    if (refusal) done(refusal);
    else done();
  });
};

/** Nobody knows whether a body follows. */
const CLOSED = { headers: { Connection: 'close' } };

const refusalOf = ({ host, expect }: IncomingHttpHeaders): Problem | undefined => {
  if (host === undefined) return refuseRequest('host-missing', CLOSED);
  return expect === undefined || /(?:^|\W)100-continue(?:$|\W)/i.test(expect) ? undefined : refuseRequest('expectation-not-met', CLOSED);
};
