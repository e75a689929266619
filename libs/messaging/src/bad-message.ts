export type BadMessageCode =
  | 'missing-header' | 'bad-header' | 'foreign-source' | 'foreign-type' | 'unknown-type' | 'future-schema'
  | 'not-json' | 'invalid-data' | 'wrong-key' | 'gap';

/** A message that is no fact this build can take: its key is parked, the rest goes on. */
export class BadMessage extends Error {
  override readonly name = 'BadMessage';
  constructor(readonly code: BadMessageCode, detail: string) {
    super(`${code}: ${detail}`);
  }
}
