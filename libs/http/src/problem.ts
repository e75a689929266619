import type { DomainError } from '#kernel';

/** One thing that is wrong with a request: where (RFC 6901) and what, never the value that was sent. */
export type FieldError = { readonly pointer: string; readonly detail: string };

type Extras = {
  readonly facts?: DomainError['facts'];
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** A refusal of HTTP's own: the request cannot be understood, its sender is not known, or the route is not his. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(readonly status: number, readonly code: string, title: string, readonly extras: Extras = {}) {
    super(title);
  }
}

export const badRequest = (code: string, title: string, extras?: Extras): Problem => new Problem(400, code, title, extras);
