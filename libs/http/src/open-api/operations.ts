import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
export type Parameter = NonNullable<Operation['parameters']>[number];
export type Answer = Exclude<NonNullable<Operation['responses'][string]>, { $ref: string }>;
export type Headers = NonNullable<Answer['headers']>;
export type Schema = Exclude<NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string], { $ref: string }>;

const VERBS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

export const isReference = <T extends object>(one: T): one is Extract<T, { $ref: string }> => '$ref' in one;

/** Every operation of a document with the verb it answers to. */
export const operationsOf = ({ paths }: OpenAPIObject): readonly (readonly [verb: string, operation: Operation])[] =>
  Object.values(paths).flatMap((item) => VERBS.flatMap((verb) => (item[verb] ? [[verb, item[verb]] as const] : [])));
