import { ValidateBy } from 'class-validator';
import type { Words } from './words.js';

/** A rule of ours on a member of a request, with what is said of one that breaks it. */
export type Rule = (options?: { readonly each?: boolean }) => PropertyDecorator;

export const rule = (name: string, holds: (value: unknown) => boolean, words: Words): Rule => (options) =>
  ValidateBy({ name, validator: { validate: holds, defaultMessage: () => words.en } }, { ...options, context: words });

/** A text of this form. */
export const pattern = (name: string, form: RegExp, words: Words): Rule => rule(name, (value) => typeof value === 'string' && form.test(value), words);
