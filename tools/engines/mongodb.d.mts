import type { Certificates } from './certificates.mjs';

export type MongoServer = { readonly url: string; readonly told: string; readonly stop: () => Promise<void> };

export type StartedMongoServer = MongoServer & {
  readonly port: number;
  readonly directory: string;
  readonly pid: number | undefined;
  readonly kill: () => Promise<void>;
};

type Options = { readonly directory?: string; readonly port?: number; readonly certificates?: Certificates; readonly authenticated?: boolean };

export declare const provideMongo: () => Promise<MongoServer>;
export declare const startMongo: (options?: Options) => Promise<StartedMongoServer>;
