import { ValidateBy } from 'class-validator';
import type { Words } from './words.js';

/** A rule of ours on a member of a request, with what is said of one that breaks it. */
export type Rule = (options?: { readonly each?: boolean }) => PropertyDecorator;

/** As much of a rule as JSON Schema can say. */
export type ToldRule = Readonly<Record<string, unknown>>;

const told = new Map<string, ToldRule>();
export const toldRule = (name: string): ToldRule | undefined => told.get(name);

/** `schema` is what the document of the API says of a member with this rule. */
export const rule = (name: string, holds: (value: unknown) => boolean, words: Words, schema: ToldRule = {}): Rule => {
  told.set(name, schema);
  return (options) => ValidateBy({ name, validator: { validate: holds, defaultMessage: () => words.en } }, { ...options, context: words });
};

/** A text of this form. */
export const pattern = (name: string, form: RegExp, words: Words, schema: ToldRule = { pattern: form.source }): Rule =>
  rule(name, (value) => typeof value === 'string' && form.test(value), words, schema);
