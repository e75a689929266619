import type { OpenAPIObject } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import { ID, IdPipe } from '../id.pipe.js';
import type { Route } from '../routes.js';
import { toldRule, type ToldRule } from '../rule.js';
import { isReference, type Operation, type Schema } from './operations.js';

type Class = abstract new (...args: never) => object;
type Constraints = readonly unknown[];
type DeclaredRule = { readonly propertyName: string; readonly name?: string; readonly each: boolean; readonly constraints?: Constraints };
type Argument = { readonly kind: string; readonly name: string | undefined; readonly type: unknown; readonly pipes: readonly unknown[] };

const [BODY, QUERY, PARAM] = ['3', '4', '5'];

/** What the rules of class-validator that are used here say in JSON Schema. */
const BUILT_IN: Readonly<Record<string, (constraints: Constraints) => ToldRule>> = {
  min: ([least]) => ({ minimum: least }), max: ([most]) => ({ maximum: most }), arrayMinSize: ([least]) => ({ minItems: least }), arrayMaxSize: ([most]) => ({ maxItems: most }),
  arrayUnique: () => ({ uniqueItems: true }), maxLength: ([most]) => ({ maxLength: most }), isLength: ([least, most]) => ({ minLength: least, maxLength: most }), isNotEmpty: () => ({ minLength: 1 }),
};

/** Says of bodies, queries and paths what their validators and pipes will ask of them. */
export const tellRules = (document: OpenAPIObject, operation: Operation, route: Route): void => {
  for (const { kind, name, type, pipes } of argumentsOf(route)) {
    if (kind === PARAM && pipes.some((pipe) => pipe === IdPipe)) addTo(schemaOfParameter(operation, name), ID);
    if (kind === BODY && isClass(type)) tellBody(document, type, new Set());
    if ((kind === QUERY || kind === PARAM) && isClass(type)) {
      for (const [member, ...rule] of rulesOf(type)) add(schemaOfParameter(operation, member), ...rule);
    }
  }
};

const argumentsOf = ({ controller, method }: Route): readonly Argument[] => {
  const declared = (Reflect.getMetadata('__routeArguments__', controller, method) ?? {}) as Readonly<Record<string, { readonly index: number; readonly data?: string; readonly pipes: readonly unknown[] }>>;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ?? []) as readonly unknown[];
  return Object.entries(declared).map(([key, { index, data, pipes }]) => ({ kind: key.split(':', 1)[0] ?? '', name: data, type: types[index], pipes }));
};

const isClass = (type: unknown): type is Class => typeof type === 'function' && ![String, Number, Boolean, Object, Array].includes(type as never);

const tellBody = (document: OpenAPIObject, type: Class, seen: Set<Class>): void => {
  const schema = document.components?.schemas?.[type.name];
  if (seen.has(type) || schema === undefined || isReference(schema)) return;
  seen.add(type);
  const members = schema.properties ?? {};
  for (const [member, ...rule] of rulesOf(type)) add(members[member], ...rule);
  for (const member of Object.keys(members)) {
    const told = Reflect.getMetadata('swagger/apiModelProperties', type.prototype as object, member) as { readonly type?: unknown } | undefined;
    if (isClass(told?.type)) tellBody(document, told.type, seen);
  }
};

const rulesOf = (type: Class): readonly (readonly [member: string, rule: ToldRule, each: boolean])[] =>
  (getMetadataStorage().getTargetValidationMetadatas(type, '', false, false) as readonly DeclaredRule[]).map(({ propertyName, name = '', each, constraints = [] }) =>
    [propertyName, toldRule(name) ?? BUILT_IN[name]?.(constraints) ?? {}, each]);

const schemaOfParameter = ({ parameters = [] }: Operation, name: string | undefined): Told => {
  const parameter = parameters.find((one) => !isReference(one) && one.name === name);
  return parameter === undefined || isReference(parameter) ? undefined : parameter.schema;
};

type Told = Schema | { $ref: string } | undefined;
const add = (schema: Told, rule: ToldRule, each: boolean): void => {
  if (!each) addTo(schema, rule);
  else if (schema && !isReference(schema)) addTo(schema.items, rule);
};

/** What is declared by hand is said more precisely. */
const addTo = (schema: Told, rule: ToldRule): void => {
  if (schema && !isReference(schema)) Object.assign(schema, { ...rule, ...schema });
};
