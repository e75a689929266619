export type MongoServer = { readonly url: string; readonly stop: () => Promise<void> };

export type StartedMongoServer = MongoServer & {
  readonly port: number;
  readonly directory: string;
  readonly pid: number | undefined;
  readonly kill: () => Promise<void>;
};

export declare const provideMongo: () => Promise<MongoServer>;
export declare const startMongo: (options?: { readonly directory?: string; readonly port?: number }) => Promise<StartedMongoServer>;
