import type { DomainError } from '#kernel';
import type { Words } from './words.js';

/** What a refusal is called: by its code in the tables of a language, in English by its message. */
export type Refused = { readonly code: string; readonly message: string };

/** One thing that is wrong with a request: where (RFC 6901) and what, never the value that was sent. */
export type FieldError = { readonly pointer: string } & ({ readonly words: Words } | { readonly refused: Refused });

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

export type ProblemTable = Readonly<Record<string, readonly [status: number, title: string]>>;

/** Declares refusals of HTTP once, as `refusals` of the kernel does those of the business. */
export const problems = <const Table extends ProblemTable>(table: Table) =>
  Object.assign(
    (code: keyof Table & string, extras?: Extras): Problem => {
      const [status, title] = table[code] as ProblemTable[string];
      return new Problem(status, code, title, extras);
    },
    { table },
  );

/** A refusal of the business where the route's specification wants 400. */
export const badRequest = ({ code, message, facts }: DomainError): Problem => new Problem(400, code, message, { facts });
