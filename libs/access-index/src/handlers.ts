import type { Fact } from '#contracts';

/** What each fact of a stream family does to the state kept for it; leaving one out does not compile. */
export type Handlers<F extends Fact, Context extends readonly unknown[]> = {
  readonly [T in F['type']]: (fact: Extract<F, { readonly type: T }>, ...context: Context) => void;
};

/** Applies a fact, or answers false when this build does not know its type in this family. */
export const handled = <F extends Fact, Context extends readonly unknown[]>(handlers: Handlers<F, Context>, fact: Fact, ...context: Context): boolean => {
  if (!Object.hasOwn(handlers, fact.type)) return false;
  const handle = handlers[fact.type as F['type']] as (fact: Fact, ...context: Context) => void;
  handle(fact, ...context);
  return true;
};

export const unconcerned = (): void => undefined;
