export type KafkaBroker = { readonly brokers: readonly string[]; readonly stop: () => Promise<void> };

export type StartedKafkaBroker = KafkaBroker & {
  readonly ports: readonly [number, number];
  readonly directory: string;
  readonly pid: number | undefined;
  readonly kill: () => Promise<void>;
};

export declare const provideKafka: () => Promise<KafkaBroker>;
export declare const startKafka: (options?: { readonly directory?: string; readonly ports?: readonly [number, number] }) => Promise<StartedKafkaBroker>;
