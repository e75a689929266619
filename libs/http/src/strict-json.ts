import { isUtf8 } from 'node:buffer';
import { badRequest, type Problem } from './problem.js';

const DEEPEST = 32;
/** Of a list or object. Rules about them compare all with all: more would keep everybody waiting. */
const MOST_MEMBERS = 1_000;
/** A note, or a text by language, may have several lines; everywhere else a line break is an attempt at something. */
const MULTILINE = /\/(?:note|text\/(?:fr|de|nl|en))$/;

const NOT_VALID = ['json-not-valid', 'The body is not valid JSON'] as const;
const refused = {
  missing: () => badRequest('body-missing', 'A body is needed'),
  notValid: () => badRequest(...NOT_VALID),
  notAnObject: () => badRequest('body-not-an-object', 'The body must be a JSON object'),
  tooDeep: () => badRequest('json-too-deep', `The body is nested deeper than ${String(DEEPEST)} levels`),
  tooLong: () => badRequest('list-too-long', `A list or object of the body has more than ${String(MOST_MEMBERS)} members`),
  duplicate: () => badRequest('duplicate-key', 'An object of the body has the same key twice'),
  key: () => badRequest('key-not-allowed', 'The body has a key that is never allowed'),
  text: () => badRequest('text-not-allowed', 'A text of the body has a NUL, a line break or half a character'),
  number: () => badRequest('number-not-safe', 'A number of the body is too large to be exact'),
} satisfies Record<string, () => Problem>;

/**
 * A JSON object in which nothing can be read in two ways: no duplicate keys, no key that reaches a prototype, no depth,
 * text or number that another reader would take differently. @throws Problem
 */
export const parseStrictJson = (body: Buffer): Record<string, unknown> => {
  if (body.length === 0) throw refused.missing();
  const value = parsed(body);
  if (!isObject(value)) throw refused.notAnObject();
  const { members, hasEscapes } = written(body);
  const seen = new Inspection(hasEscapes);
  seen.object(value, '', DEEPEST);
  if (seen.members !== members) throw refused.duplicate();
  return value;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (body: Buffer): unknown => {
  if (!isUtf8(body)) throw refused.notValid();
  try {
    return JSON.parse(body.toString());
  } catch {
    throw refused.notValid();
  }
};

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];

/** Of valid JSON, what is lost once it was parsed: how many members were written, and whether a backslash hid anything. */
const written = (body: Buffer): { readonly members: number; readonly hasEscapes: boolean } => {
  let members = 0;
  let hasEscapes = false;
  let inText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === QUOTE) inText = !inText;
    else if (byte === COLON && !inText) members += 1;
    else if (byte === BACKSLASH) {
      hasEscapes = true;
      at += 1;
    }
  }
  return { members, hasEscapes };
};

/** Goes through a value once, and counts its members: fewer than were written means that one was written twice. */
class Inspection {
  members = 0;

  constructor(private readonly hasEscapes: boolean) {}

  object(value: Record<string, unknown>, name: string, levels: number): void {
    if (levels === 0) throw refused.tooDeep();
    const keys = Object.keys(value);
    if (keys.length > MOST_MEMBERS) throw refused.tooLong();
    this.members += keys.length;
    for (const key of keys) {
      if (key in Object.prototype) throw refused.key();
      if (this.hasEscapes) textIn(key, '');
      this.value(value[key], `${name}/${key}`, levels - 1);
    }
  }

  private list(values: readonly unknown[], levels: number): void {
    if (levels === 0) throw refused.tooDeep();
    if (values.length > MOST_MEMBERS) throw refused.tooLong();
    for (const value of values) this.value(value, '', levels - 1);
  }

  private value(value: unknown, path: string, levels: number): void {
    if (typeof value === 'string') { if (this.hasEscapes) textIn(value, path); }
    else if (typeof value === 'number') numberIn(value);
    else if (Array.isArray(value)) this.list(value, levels);
    else if (isObject(value)) this.object(value, path, levels);
  }
}

/** Only an escape can hide these: raw ones are no JSON or no UTF-8. */
const textIn = (value: string, path: string): void => {
  const lines = MULTILINE.test(path) ? value.replace(/\r?\n/g, '') : value;
  if (/[\0\r\n]/.test(lines) || !value.isWellFormed()) throw refused.text();
};

const numberIn = (value: number): void => {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) throw refused.number();
};
