import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = {
  readonly $ref?: string; readonly type?: string | readonly string[]; readonly properties?: Readonly<Record<string, Schema>>; readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema; readonly allOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly anyOf?: readonly Schema[];
};
type Answer = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
type Operation = { readonly operationId: string; readonly responses: Readonly<Record<string, Answer>> };

/** What callers are given and not told: answers of success without a schema (204 has none), and objects in one that name no member. */
export const vagueAnswers = ({ paths, components }: OpenAPIObject): readonly string[] => {
  const schemas = (components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  return Object.values(paths).flatMap((item) => Object.values(item) as Partial<Operation>[]).flatMap(({ operationId = '', responses = {} }) =>
    Object.entries(responses).filter(([status]) => /^2/.test(status) && status !== '204').flatMap(([, { content = {} }]) => {
      const told = Object.values(content).map(({ schema }) => schema);
      return told.length === 0 ? [operationId] : told.flatMap((schema) => vagueIn(schema, operationId, schemas, new Set()));
    }));
};

const vagueIn = (schema: Schema | undefined, at: string, schemas: Readonly<Record<string, Schema>>, seen: Set<string>): readonly string[] => {
  if (schema === undefined) return [at];
  const within = (inner: Schema, name = ''): readonly string[] => vagueIn(inner, `${at}${name}`, schemas, seen);
  if (schema.$ref !== undefined) {
    if (seen.has(schema.$ref)) return [];
    seen.add(schema.$ref);
    return vagueIn(schemas[schema.$ref.split('/').pop() ?? ''], at, schemas, seen);
  }
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  if (parts.length > 0) return parts.flatMap((part) => within(part));
  if (schema.items) return within(schema.items, '[]');
  if (typeof schema.additionalProperties === 'object') return within(schema.additionalProperties, '.*');
  const members = Object.entries(schema.properties ?? {});
  if (members.length > 0) return members.flatMap(([name, inner]) => within(inner, `.${name}`));
  return schema.type === undefined || schema.type === 'object' || schema.type === 'array' ? [at] : [];
};
