import type { Guarded } from '../domain/authority.js';

/** What every command about a resource may carry: the version its sender saw, and why as a code. */
export const guarded = ({ reasonCode }: { readonly reasonCode?: string | undefined }, ifMatch?: number): Guarded => ({
  ...(ifMatch === undefined ? {} : { ifMatch }),
  ...(reasonCode === undefined ? {} : { reason: reasonCode }),
});
