import { badRequest, type Problem } from './problem.js';

const DEEPEST = 32;
/** Of a list or object. Rules about them compare all with all: more would keep everybody waiting. */
const MOST_MEMBERS = 1_000;
const SPACES = new Set([' ', '\t', '\n', '\r']);
/** A note, or a text by language, may have several lines; everywhere else a line break is an attempt at something. */
const MULTILINE = /^(?:.*\/)?(?:note|text\/(?:fr|de|nl|en))$/;

/** A bracket that is open: its members so far (undefined in a list), the key last read, and the commas in it. */
type Level = { readonly keys: Set<string> | undefined; key: string; commas: number };

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
 * text or number that another reader would take differently. One pass over the text, no recursion. @throws Problem
 */
export const parseStrictJson = (body: Buffer): Record<string, unknown> => {
  if (body.length === 0) throw refused.missing();
  const text = decoded(body);
  new Scan(text).run();
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused.notAnObject();
  return value as Record<string, unknown>;
};

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
const decoded = (body: Buffer): string => {
  try {
    return UTF_8.decode(body);
  } catch {
    throw refused.notValid();
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw refused.notValid();
  }
};

/** Looks at brackets, strings and numbers only; the grammar between them is left to JSON.parse. */
class Scan {
  private readonly levels: Level[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  run(): void {
    while (this.at < this.text.length) this.token(this.text.charAt(this.at));
  }

  private token(character: string): void {
    switch (character) {
      case '{': this.open(new Set()); break;
      case '[': this.open(undefined); break;
      case '}': case ']': this.levels.pop(); this.at += 1; break;
      case '"': this.string(); break;
      case ',': this.comma(); break;
      default: if (/[-\d]/.test(character)) this.number(); else this.at += 1;
    }
  }

  private open(keys: Set<string> | undefined): void {
    if (this.levels.length === DEEPEST) throw refused.tooDeep();
    this.levels.push({ keys, key: '', commas: 0 });
    this.at += 1;
  }

  private comma(): void {
    const level = this.levels.at(-1);
    if (level && (level.commas += 1) >= MOST_MEMBERS) throw refused.tooLong();
    this.at += 1;
  }

  private string(): void {
    const start = this.at;
    let escaped = false;
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      if (this.at >= this.text.length) throw refused.notValid();
      if (this.text[this.at] === '\\') { escaped = true; this.at += 1; }
    }
    this.at += 1;
    const value = escaped ? String(parsed(this.text.slice(start, this.at))) : this.text.slice(start + 1, this.at - 1);
    if (this.isBeforeColon()) this.member(value);
    if (escaped) this.check(value);
  }

  private isBeforeColon(): boolean {
    let next = this.at;
    while (SPACES.has(this.text.charAt(next))) next += 1;
    return this.text[next] === ':';
  }

  private member(key: string): void {
    const level = this.levels.at(-1);
    if (level?.keys === undefined) throw refused.notValid();
    if (level.keys.has(key)) throw refused.duplicate();
    if (key in Object.prototype) throw refused.key();
    level.keys.add(key);
    level.key = key;
  }

  /** Only an escape can hide these: raw ones are no JSON or no UTF-8. */
  private check(value: string): void {
    const path = this.levels.map(({ key }) => key).join('/');
    const lines = MULTILINE.test(path) ? value.replace(/\r?\n/g, '') : value;
    if (/[\0\r\n]/.test(lines) || !value.isWellFormed()) throw refused.text();
  }

  private number(): void {
    const number = /[-+.\deE]+/y;
    number.lastIndex = this.at;
    const digits = number.exec(this.text)?.[0] ?? '';
    const value = Number(digits);
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) throw refused.number();
    this.at += digits.length;
  }
}
