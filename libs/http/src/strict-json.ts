import { isUtf8 } from 'node:buffer';
import { refuseRequest } from './request.problems.js';

const DEEPEST = 32;
/** Of a list or object. Rules about them compare all with all: more would keep everybody waiting. */
const MOST_MEMBERS = 1_000;
/** A note, or a text by language, may have several lines; everywhere else a line break is an attempt at something. */
const MULTILINE = /\/(?:note|text\/(?:fr|de|nl|en))$/;

/**
 * A JSON object in which nothing can be read in two ways: no duplicate keys, no key that reaches a prototype, no depth,
 * text or number that another reader would take differently. @throws Problem
 */
export const parseStrictJson = (body: Buffer): Record<string, unknown> => parsedWith(body, true);

/**
 * The same for a reader that ignores what it does not know: keys, texts and numbers are for it to judge, of the members
 * that it uses. `__proto__` is an own member of what is parsed like any other. @throws Problem
 */
export const parseTolerantJson = (body: Buffer): Record<string, unknown> => parsedWith(body, false);

const parsedWith = (body: Buffer, isStrict: boolean): Record<string, unknown> => {
  if (body.length === 0) throw refuseRequest('body-missing');
  const value = parsed(body);
  if (!isObject(value)) throw refuseRequest('body-not-an-object');
  const { members, hasEscapes } = written(body);
  const seen = new Inspection(isStrict, hasEscapes);
  seen.object(value, '', DEEPEST);
  if (seen.members !== members) throw refuseRequest('duplicate-key');
  return value;
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const parsed = (body: Buffer): unknown => {
  if (!isUtf8(body)) throw refuseRequest('json-not-valid');
  try {
    return JSON.parse(body.toString());
  } catch {
    throw refuseRequest('json-not-valid');
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
  private readonly readsTexts: boolean;

  constructor(private readonly isStrict: boolean, hasEscapes: boolean) {
    this.readsTexts = isStrict && hasEscapes;
  }

  object(value: Record<string, unknown>, name: string, levels: number): void {
    if (levels === 0) throw refuseRequest('json-too-deep');
    const keys = Object.keys(value);
    if (keys.length > MOST_MEMBERS) throw refuseRequest('list-too-long');
    this.members += keys.length;
    for (const key of keys) {
      if (this.isStrict && key in Object.prototype) throw refuseRequest('key-not-allowed');
      if (this.readsTexts) textIn(key, '');
      this.value(value[key], `${name}/${key}`, levels - 1);
    }
  }

  private list(values: readonly unknown[], levels: number): void {
    if (levels === 0) throw refuseRequest('json-too-deep');
    if (values.length > MOST_MEMBERS) throw refuseRequest('list-too-long');
    for (const value of values) this.value(value, '', levels - 1);
  }

  private value(value: unknown, path: string, levels: number): void {
    if (typeof value === 'string') { if (this.readsTexts) textIn(value, path); }
    else if (typeof value === 'number') { if (this.isStrict) numberIn(value); }
    else if (Array.isArray(value)) this.list(value, levels);
    else if (isObject(value)) this.object(value, path, levels);
  }
}

/** Only an escape can hide these: raw ones are no JSON or no UTF-8. */
const textIn = (value: string, path: string): void => {
  const lines = MULTILINE.test(path) ? value.replace(/\r?\n/g, '') : value;
  if (/[\0\r\n]/.test(lines) || !value.isWellFormed()) throw refuseRequest('text-not-allowed');
};

const numberIn = (value: number): void => {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) throw refuseRequest('number-not-safe');
};
