import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { IDEMPOTENCY_KEY } from './context.decorator.js';
import { operationsOf, type Parameter } from './open-api/operations.js';
import { shareProblems, tellRefusals } from './open-api/told-refusals.js';
import { tellRules } from './open-api/told-rules.js';
import { routesOf } from './routes.js';

export type ApiDescription = { readonly title: string; readonly description: string; readonly version: string };

/** The OpenAPI 3.1 document of an application's controllers; operations are named `Controller.method`. */
export const openApiOf = (app: INestApplication, { title, description, version }: ApiDescription): OpenAPIObject => {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0').setTitle(title).setDescription(description).setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' }).addSecurityRequirements('bearer')
    .build();
  const document = keyedPosts(SwaggerModule.createDocument(app, about, { operationIdFactory: (controller, method) => `${controller}.${method}` }));
  shareProblems(document);
  const routes = new Map(routesOf(app).map((route) => [route.name, route]));
  for (const [verb, operation] of operationsOf(document)) {
    const route = routes.get(operation.operationId ?? '');
    if (!route) continue;
    if (route.callers === 'anyone') operation.security = [];
    tellRules(document, operation, route);
    tellRefusals(operation, verb, route);
  }
  return inWholeNumbers(document);
};

/** No number of these APIs has a fraction: what reflection calls a number is a whole one. */
const inWholeNumbers = <Part>(part: Part): Part => {
  if (typeof part !== 'object' || part === null) return part;
  if ('type' in part && part.type === 'number') part.type = 'integer';
  for (const inner of Object.values(part)) inWholeNumbers(inner);
  return part;
};

/** Only a POST needs a key: what else changes something is the same when it is sent again, and a reading changes nothing. */
const keyedPosts = (document: OpenAPIObject): OpenAPIObject => {
  for (const { get, put, patch, delete: removal } of Object.values(document.paths)) {
    if (get?.parameters) get.parameters = get.parameters.filter((one) => !isKey(one));
    for (const operation of [put, patch, removal]) {
      for (const parameter of operation?.parameters ?? []) if (isKey(parameter)) parameter.required = false;
    }
  }
  return document;
};

const isKey = (parameter: Parameter): parameter is Exclude<Parameter, { $ref: string }> => 'name' in parameter && parameter.name === IDEMPOTENCY_KEY;

/** Serves the document at /openapi.json to anyone; it is made when first asked for. Call before the application listens. */
export const serveOpenApi = (app: NestFastifyApplication, about: ApiDescription): void => {
  let document: OpenAPIObject | undefined;
  app.getHttpAdapter().getInstance().get('/openapi.json', (_, reply) => {
    document ??= openApiOf(app, about);
    return reply.send(document);
  });
};

/** Routes that callers cannot learn about: missing from the document, without a summary, or without a described answer. */
export const undocumentedRoutes = (app: INestApplication, { paths }: OpenAPIObject): readonly string[] => {
  const operations = new Map(
    Object.values(paths).flatMap((item) => Object.values(item) as Partial<Described>[]).map((operation) => [operation.operationId, operation]),
  );
  return routesOf(app).map(({ name }) => name).filter((name) => !name.startsWith('HealthController.') && !isDescribed(operations.get(name)));
};

type Described = { operationId: string; summary: string; responses: Readonly<Record<string, { description?: string }>> };

const isDescribed = (operation: Partial<Described> | undefined): boolean =>
  (operation?.summary ?? '') !== '' && Object.entries(operation?.responses ?? {}).some(([status, { description }]) => /^[23]/.test(status) && (description ?? '') !== '');
