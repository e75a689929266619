import type { InjectionToken, Provider, Type } from '@nestjs/common';

/** What a feature brings to the service: its routes and consumers, and its use cases with what they stand on. */
export type Feature = { readonly controllers: readonly Type[]; readonly providers: readonly Provider[] };

/** A provider made from others; the compiler checks that they fit. */
export const made = <Made, Needs extends readonly object[]>(
  token: abstract new (...never: never[]) => Made,
  needs: { readonly [Need in keyof Needs]: abstract new (...never: never[]) => Needs[Need] },
  make: (...needed: Needs) => Made,
): Provider => ({ provide: token as InjectionToken, inject: [...needs] as InjectionToken[], useFactory: make as never });
