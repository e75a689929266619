// The parts of kafkajs 2.2.4 that it does not declare. It has no maintainer and will not move.
declare module 'kafkajs/src/network/requestQueue/index.js' {
  class RequestQueue {
    readonly pending: readonly unknown[];
    readonly throttledUntil: number;
    throttleCheckTimeoutId: NodeJS.Timeout | null;
    checkPendingRequests(): void;
    scheduleCheckPendingRequests(): void;
  }
  export = RequestQueue;
}

declare module 'kafkajs/src/network/connection.js' {
  import type { ISocketFactory, Logger } from 'kafkajs';

  class Connection {
    constructor(options: { readonly host: string; readonly port: number; readonly logger: Logger; readonly socketFactory: ISocketFactory; readonly connectionTimeout: number; readonly requestTimeout: number });
    connect: (this: Connection) => Promise<boolean>;
    disconnect(): Promise<boolean>;
  }
  export = Connection;
}

declare module 'kafkajs/src/network/socketFactory.js' {
  import type { ISocketFactory } from 'kafkajs';

  function socketFactory(): ISocketFactory;
  export = socketFactory;
}

declare module 'kafkajs/src/cluster/index.js' {
  import type { ISocketFactory, KafkaConfig, KafkaMessage, Logger, RetryOptions } from 'kafkajs';

  type FetchedPartition = { readonly partition: number; readonly highWatermark: string; readonly messages: readonly KafkaMessage[] };
  type WantedPartition = { readonly partition: number; readonly fetchOffset: string; readonly maxBytes: number };
  type PartitionOffset = { readonly partition: number; readonly offset: string };

  type Broker = {
    fetch(request: {
      readonly maxWaitTime: number;
      readonly minBytes: number;
      readonly maxBytes: number;
      readonly isolationLevel: number;
      readonly topics: readonly { readonly topic: string; readonly partitions: readonly WantedPartition[] }[];
    }): Promise<{ readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[] }>;
  };

  type ClusterOptions = Pick<KafkaConfig, 'brokers' | 'clientId' | 'ssl' | 'sasl' | 'connectionTimeout' | 'authenticationTimeout' | 'requestTimeout' | 'enforceRequestTimeout'> & {
    readonly logger: Logger;
    readonly socketFactory: ISocketFactory;
    readonly reauthenticationThreshold: number;
    readonly metadataMaxAge: number;
    readonly retry: RetryOptions;
    readonly allowAutoTopicCreation: boolean;
    readonly maxInFlightRequests: number | null;
    readonly isolationLevel: number;
  };

  class Cluster {
    constructor(options: ClusterOptions);
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    addMultipleTargetTopics(topics: readonly string[]): Promise<void>;
    refreshMetadataIfNecessary(): Promise<void>;
    findLeaderForPartitions(topic: string, partitions: readonly number[]): Readonly<Record<string, readonly number[]>>;
    findBroker(which: { readonly nodeId: string }): Promise<Broker>;
    fetchTopicsOffset(topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number }[];
      readonly fromBeginning: boolean;
    }[]): Promise<readonly { readonly topic: string; readonly partitions: readonly PartitionOffset[] }[]>;
  }
  export = Cluster;
}
