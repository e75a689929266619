import { Transform, type Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { refuseRequest } from './request.problems.js';

/** Bytes of a body, at most. */
export const BODY_LIMIT = 1024 * 1024;

/**
 * Refuses bodies over the limit where they are forwarded and not read: whoever they are forwarded to would refuse before the end,
 * which a sender cannot tell from one that does not answer. What comes of them later is read and dropped, so that the refusal arrives.
 */
export const forwardWithinLimit = (app: FastifyInstance): void => {
  app.addHook('onRequest', ({ headers }, _, done) => {
    if (Number(headers['content-length']) > BODY_LIMIT) done(refuseRequest('body-too-large'));
    else done();
  });
  app.addHook('preParsing', ({ headers }, _, payload, done) => {
    done(null, headers['content-length'] === undefined ? counted(payload as Readable) : payload);
  });
};

/** Not a pipeline, which would end the connection together with the body. */
const counted = (body: Readable): Transform => {
  let length = 0;
  const within = new Transform({
    transform(part: Buffer, _, done) {
      length += part.length;
      if (length <= BODY_LIMIT) done(null, part);
      else done(refuseRequest('body-too-large'));
    },
  });
  within.once('close', () => { body.unpipe(within).resume(); });
  body.once('error', (error) => { within.destroy(error); });
  return body.pipe(within);
};
