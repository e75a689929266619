import type { TopicContract } from '#contracts';

export declare const rightsOf: (service: string, topics?: readonly TopicContract[]) => {
  readonly write: readonly string[];
  readonly read: readonly string[];
  readonly groupPrefix: string;
};
