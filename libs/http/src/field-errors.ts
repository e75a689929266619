import { getMetadataStorage, type ValidationError } from 'class-validator';
import type { FieldError } from './problem.js';
import { EACH, RULE_WORDS } from './rule-words.js';
import { inEach, type Words } from './words.js';

/** What of class-validator's errors may be told: where, and in words of ours what the rule asks; never the value. */
export const fieldErrors = (errors: readonly ValidationError[], parent = ''): readonly FieldError[] => errors.flatMap((error) => {
  // What is no object of a known class is told of as a whole, without a name.
  const { property, constraints = {}, children = [] } = error as Partial<ValidationError>;
  const pointer = property === undefined ? parent : `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (property !== undefined && 'whitelistValidation' in constraints) return [unknownMember(property, parent, pointer)];
  return [...brokenRules(error, Object.keys(constraints)).map((words) => ({ pointer, words })), ...fieldErrors(children, pointer)];
});

/** The name of an unknown member is the sender's text: it is repeated only when it can be nothing but a name. */
const unknownMember = (property: string, parent: string, pointer: string): FieldError =>
  /^[a-z][A-Za-z0-9_]{0,31}$/.test(property) ? { pointer, words: RULE_WORDS.unknown } : { pointer: parent, words: RULE_WORDS.hasUnknown };

/** Each of these is unknown at the top. */
export const unknownMembers = (names: readonly string[]): readonly FieldError[] => names.map((name) => unknownMember(name, '', `/${name}`));

/** Of what is not there, everything else would be said too. */
const brokenRules = (error: ValidationError, names: readonly string[]): readonly Words[] => {
  if (names.length === 0) return [];
  if (error.value === undefined && error.target !== undefined && !names.includes('unknownValue')) return [RULE_WORDS.missing];
  return names.filter((name) => name !== 'nestedValidation' || names.length === 1).map((name) => wordsOf(error, name));
};

type Declared = { readonly name?: string; readonly constraints: readonly unknown[] | undefined; readonly each: boolean; readonly context?: Words };

const wordsOf = ({ target, property }: ValidationError, name: string): Words => {
  const declared: Declared | undefined = target === undefined ? undefined : rulesOf(target, property).find((one) => one.name === name);
  const words = declared?.context ?? (isKnown(name) ? RULE_WORDS[name] : RULE_WORDS.otherwise);
  const told = inEach(words, (text) => filled(text, declared?.constraints ?? []));
  return declared?.each === true ? inEach(EACH, (text, language) => filled(text, [told[language]])) : told;
};

const rulesOf = (target: object, property: string): readonly Declared[] =>
  getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false).filter(({ propertyName }) => propertyName === property);

const isKnown = (name: string): name is keyof typeof RULE_WORDS => name in RULE_WORDS;

const filled = (text: string, parameters: readonly unknown[]): string => text.replaceAll(/\{(\d)\}/g, (_, index: string) => told(parameters[Number(index)]));
const told = (parameter: unknown): string => (Array.isArray(parameter) ? parameter.join(', ') : String(parameter));
