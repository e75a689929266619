import { DomainError, type ErrorKind } from './domain-error.js';

export type RefusalTable = Readonly<Record<string, readonly [kind: ErrorKind, message: string]>>;
/** The codes declared in such a table, or in several. */
export type CodeOf<Declared extends { readonly table: object }> = Declared extends unknown ? keyof Declared['table'] & string : never;
export type Refuse<Table extends RefusalTable> = {
  (code: keyof Table & string, facts?: DomainError['facts']): DomainError<keyof Table & string>;
  /** Every refusal with its kind and meaning, for the generated list. */
  readonly table: Table;
};

/** Declares the refusals of a feature once: `throw refuse('code')` is then typed, and the documentation lists them. */
export const refusals = <const Table extends RefusalTable>(table: Table): Refuse<Table> =>
  Object.assign(
    (code: keyof Table & string, facts?: DomainError['facts']) => {
      const [kind, message] = table[code] as RefusalTable[string];
      return new DomainError(kind, code, message, facts);
    },
    { table },
  );
