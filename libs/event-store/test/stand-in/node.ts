import { Server, ServerCredentials, type Metadata, type sendUnaryData, type ServerUnaryCall, type ServiceDefinition } from '@grpc/grpc-js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { randomUUID } from 'node:crypto';
import { Access, type Secured } from './access.js';
import { appending, batchAppending } from './appending.js';
import { Log } from './log.js';
import { reading } from './reading.js';
import { noLeader, notLeader } from './refusal.js';
import type { Serving } from './serving.js';

const LARGEST_RECORD = 16 * 1024 * 1024;

export type Moment = 'before the commit' | 'after the commit';
export type Leader = { readonly host: string; readonly port: number };

type Manners = Pick<Serving, 'maxAppendSize' | 'maxAppendEventSize' | 'wildCheckpoints'>;
type Message = { serializeBinary(): Uint8Array };
type Deserialize = (bytes: Buffer) => Message;

/** What the client sends must be what the protocol knows, and nothing else. */
const strict = (service: object): ServiceDefinition => Object.fromEntries(
  Object.entries(service as ServiceDefinition).map(([name, method]) => {
    const read = method.requestDeserialize as Deserialize;
    const requestDeserialize = (bytes: Buffer): Message => {
      const message = read(bytes);
      if (!Buffer.from(message.serializeBinary()).equals(bytes)) throw new Error(`${name}: fields that the protocol does not know`);
      return message;
    };
    return [name, { ...method, requestDeserialize }];
  }),
);

/** One running server on a port of its own, which only a door in front of it knows. */
export class Node implements Serving {
  sent = 0;
  cutAt: Moment | undefined;
  leader: Leader | undefined;
  /** Questions still to come that find no leader. */
  leaderless = 0;
  private readonly server = new Server({ 'grpc.max_receive_message_length': LARGEST_RECORD });

  readonly maxAppendSize: number;
  readonly maxAppendEventSize: number;
  readonly wildCheckpoints: boolean;
  readonly access: Access;

  constructor(readonly log: Log, manners: Manners, private readonly cut: () => void, private readonly door: () => Leader, secured?: Secured) {
    this.access = new Access(log, secured);
    ({ maxAppendSize: this.maxAppendSize, maxAppendEventSize: this.maxAppendEventSize, wildCheckpoints: this.wildCheckpoints } = manners);
    this.server.addService(strict(streamServices.StreamsService), { read: reading(this), append: appending(this), batchAppend: batchAppending(this) });
    this.server.addService(strict(featureServices.ServerFeaturesService), { getSupportedMethods: (_: unknown, answer: sendUnaryData<unknown>) => { answer(null, this.methods()); } });
    this.server.addService(strict(gossipServices.GossipService), {
      read: (_: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<unknown>) => { answer(null, this.members()); },
    });
  }

  start(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => { if (error) reject(error); else resolve(port); });
    });
  }

  stop(): void {
    this.server.forceShutdown();
  }

  commit<T>(write: () => T): T | undefined {
    const moment = this.cutAt;
    this.cutAt = undefined;
    if (moment === 'before the commit') this.cut();
    if (moment === 'before the commit') return undefined;
    const outcome = write();
    if (moment !== 'after the commit') return outcome;
    this.cut();
    return undefined;
  }

  mustLead(metadata: Metadata): void {
    if (this.leaderless > 0) {
      this.leaderless -= 1;
      throw noLeader();
    }
    if (metadata.get('requires-leader')[0] === 'true' && this.leader) throw notLeader(this.leader.host, this.leader.port);
  }

  private methods(): unknown {
    const batch = new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName('batchappend');
    return new features.SupportedMethods().setEventStoreServerVersion('23.10.0').setMethodsList([batch]);
  }

  private members(): unknown {
    const { host, port } = this.leader ?? this.door();
    const member = new gossip.MemberInfo().setIsAlive(true).setState(gossip.MemberInfo.VNodeState.LEADER).setTimeStamp('0');
    member.setInstanceId(new shared.UUID().setString(randomUUID())).setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    return new gossip.ClusterInfo().setMembersList([member]);
  }
}
