import type { Certificates } from './certificates.mjs';

export type KafkaBroker = { readonly brokers: readonly string[]; readonly told: string; readonly stop: () => Promise<void> };

/** Who may come by the listener with TLS: passwords by name. */
export type Secured = { readonly certificates: Certificates; readonly users: Readonly<Record<string, string>> };

export type StartedKafkaBroker = KafkaBroker & {
  /** Of everybody's listener, of the controller, of the listener with TLS. */
  readonly ports: readonly [number, number, number];
  readonly securedBrokers?: readonly string[];
  readonly directory: string;
  readonly pid: number | undefined;
  readonly kill: () => Promise<void>;
};

type Options = { readonly directory?: string; readonly ports?: readonly [number, number, number]; readonly secured?: Secured };

export declare const kafkaClassPath: () => Promise<string>;
export declare const provideKafka: () => Promise<KafkaBroker>;
export declare const startKafka: (options?: Options) => Promise<StartedKafkaBroker>;
