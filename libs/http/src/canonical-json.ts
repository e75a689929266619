import { hash } from 'node:crypto';

/** JSON with its keys sorted (RFC 8785): the same content is the same text. For what came out of JSON, not nested deeply. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
};

/** SHA-256 in hex of the canonical form; nothing at all has a hash too. */
export const canonicalHash = (value: unknown): string =>
  hash('sha256', value === undefined ? '' : canonicalJson(value), 'hex');
