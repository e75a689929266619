import type { Logger } from 'pino';
import type { ConsistencyTokens } from '#contracts';
import type { Clock, DeriveId, EventStore } from '#kernel';
import type { Messaging } from '#messaging';
import type { Documents } from '#persistence';
import type { Notes } from '#personal-data';
import type { Work } from './work.js';

/** All that one service is given: whether it stands on files of this process or on remote engines is not its affair. */
export type ServiceInfrastructure = {
  readonly service: string;
  readonly clock: Clock;
  readonly deriveId: DeriveId;
  readonly store: EventStore;
  readonly documents: Documents;
  readonly messaging: Messaging;
  readonly notes: Notes;
  readonly consistency: ConsistencyTokens;
  /** Where clients find this installation. */
  readonly publicUrl: string;
  /** Work that one of several instances does at a time, made anew at each turn; alone in its process a service does it all. */
  readonly oneAtATime: (name: string, make: () => Work) => Work;
  /** Seals the cursors of this installation's lists. */
  readonly cursorKey: Buffer;
  readonly logger: Logger;
};

/** What a service needs otherwise than others. */
export type Needs = {
  /** The largest event it may have to keep, in bytes of JSON; unless said, that of any service. */
  readonly maxEventBytes?: number;
};

export abstract class Infrastructure {
  /** What this service stands on; asked once per service and process. */
  abstract for(service: string, needs?: Needs): ServiceInfrastructure | Promise<ServiceInfrastructure>;
  abstract close(): Promise<void>;
}
