import type { TopicContract } from '#contracts';

export type Rights = { readonly user: string; readonly write: readonly string[]; readonly read: readonly string[]; readonly groupPrefix: string };

export declare const rightsOf: (service: string, options?: { readonly prefix?: string; readonly topics?: readonly TopicContract[] }) => Rights;
