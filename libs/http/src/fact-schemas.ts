import type { FastifyInstance } from 'fastify';
import { messageSchemaOf, schemaAddress, topicsOf } from '#contracts';
import { sendProblem } from './problem-details.js';
import { refuseRequest } from './request.problems.js';

/** Serves the schemas that messages of this owner name as their `dataschema`, to anyone. Call before the application listens. */
export const serveFactSchemas = (fastify: FastifyInstance, owner: string, publicUrl: string): void => {
  const facts = topicsOf(owner).flatMap((topic) => topic.facts);
  if (facts.length === 0) return;
  const contracts = new Map(facts.map((contract) => [schemaAddress('', contract.type), contract]));
  fastify.get('/schemas/*', (request, reply) => {
    const contract = contracts.get(request.url.split('?', 1)[0] ?? '');
    if (!contract) { sendProblem(reply, refuseRequest('route-not-found')); return; }
    void reply.header('Cache-Control', 'public, max-age=3600').type('application/schema+json; charset=utf-8').send(JSON.stringify(messageSchemaOf(contract, publicUrl)));
  });
};
