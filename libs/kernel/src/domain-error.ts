export type ErrorKind = 'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'stale' | 'unavailable';

/** What a refusal says of itself wherever it is answered (RFC 9457): no fact has such a name, for it would not be told. */
type OwnMember = 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code' | 'correlationId' | 'errors';
export type RefusalFacts = Readonly<Record<string, string | number | boolean | readonly string[]>> & { readonly [Member in OwnMember]?: never };

/** A refusal that the business knows: `kind` says what sort, `code` is stable and searchable, `facts` never hold personal data. */
export class DomainError<Code extends string = string> extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: Code,
    message: string,
    readonly facts: RefusalFacts = {},
  ) {
    super(message);
  }
}

/** True when only time, or whoever mends it, helps: what cannot be reached, or is fought over. */
export const isUnavailable = (error: unknown): error is DomainError => error instanceof DomainError && error.kind === 'unavailable';

/** True for a final answer of the business: asking again gives the same. `unavailable` is not one. */
export const isRefusal = (error: unknown): error is DomainError => error instanceof DomainError && error.kind !== 'unavailable';
