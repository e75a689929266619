import type { JsonObject } from '#kernel';

/** What of a message somebody else wrote. */
export type Texts = { readonly key: string; readonly headers: Readonly<Record<string, string>>; readonly value: string };
export type Bytes = { readonly key: Uint8Array; readonly headers: Readonly<Record<string, Uint8Array>>; readonly value: Uint8Array };

/** Without `encoding`, texts as they are. */
export type KeptTexts = Texts & { readonly encoding?: string };
const BASE64 = 'base64';

/** As JSON, a character takes six bytes at most: so does the punctuation around a text. */
const WIDEST = 6;
/** What can take no more than this is not looked at closely. */
const SMALL = 1_048_576;

/** How many bytes they take as JSON, at most. */
export const jsonBytes = (texts: Texts): number => {
  const atMost = WIDEST * allOf(texts).reduce((sum, text) => sum + text.length + 1, 0);
  return atMost <= SMALL ? atMost : Buffer.byteLength(JSON.stringify(texts));
};

/** Text for whoever reads it, but what is none, or would take more than twice its bytes as JSON: the base64 of the bytes. */
export const keptAs = ({ key, headers, value, bytes }: Texts & { readonly bytes?: Bytes }): JsonObject =>
  bytes === undefined && isNarrow({ key, headers, value }) ? { key, headers: { ...headers }, value } : inBase64(bytes ?? bytesOf({ key, headers, value }));

/** What was kept, with its bytes where they are no UTF-8. */
export const textsIn = ({ encoding, key, headers, value }: KeptTexts): Texts & { readonly bytes?: Bytes } => {
  if (encoding !== BASE64) return { key, headers, value };
  const bytes = {
    key: Buffer.from(key, BASE64), value: Buffer.from(value, BASE64),
    headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [Buffer.from(name, BASE64).toString(), Buffer.from(header, BASE64)])),
  };
  return { ...textsOf(bytes), ...(isText(bytes) ? {} : { bytes }) };
};

const isNarrow = (texts: Texts): boolean => {
  const bytes = jsonBytes(texts);
  return bytes <= SMALL || bytes <= 2 * allOf(texts).reduce((sum, text) => sum + Buffer.byteLength(text) + WIDEST, 0);
};

const allOf = ({ key, headers, value }: Texts): readonly string[] => [key, value, ...Object.entries(headers).flat()];

const eachOf = <From, To>(headers: Readonly<Record<string, From>>, to: (header: From) => To): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, to(header)]));

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const textsOf = ({ key, headers, value }: Bytes): Texts => ({ key: textOf(key), headers: eachOf(headers, textOf), value: textOf(value) });
const bytesOf = ({ key, headers, value }: Texts): Bytes => ({ key: Buffer.from(key), headers: eachOf(headers, (header) => Buffer.from(header)), value: Buffer.from(value) });
const isText = ({ key, headers, value }: Bytes): boolean => [key, value, ...Object.values(headers)].every((bytes) => Buffer.from(textOf(bytes)).equals(bytes));

const inBase64 = ({ key, headers, value }: Bytes): JsonObject => {
  const encoded = (bytes: Uint8Array): string => Buffer.from(bytes).toString(BASE64);
  return {
    encoding: BASE64, key: encoded(key), value: encoded(value),
    headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [encoded(Buffer.from(name)), encoded(header)])),
  };
};
