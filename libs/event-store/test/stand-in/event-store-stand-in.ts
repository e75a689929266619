import { connect, createServer, type AddressInfo, type Server as Door, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createServer as createHttpServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import type { Secured } from './access.js';
import { Log } from './log.js';
import { Node, type Leader, type Moment } from './node.js';

export type StandInOptions = { readonly file?: string; readonly maxAppendSize?: number; readonly maxAppendEventSize?: number; readonly wildCheckpoints?: boolean; readonly secured?: Secured };

const MEGABYTE = 1024 * 1024;

/**
 * Speaks the protocol of EventStoreDB as documented, over TCP connections that can be cut on command. With a file it
 * keeps everything over a restart; without, a restart is a new server at the same address.
 */
export class EventStoreStandIn {
  log: Log;
  private node: Node;
  private behind = 0;
  private port = 0;
  private frozen = false;
  private door: Door | undefined;
  private readonly sockets = new Set<Socket>();
  /** What asks in HTTP 1 is about users. */
  private readonly users = createHttpServer((request, response) => { void this.node.access.answer(request, response); });

  private constructor(private readonly options: StandInOptions) {
    this.log = new Log(options.file);
    this.node = this.newNode();
  }

  static async start(options: StandInOptions = {}): Promise<EventStoreStandIn> {
    const standIn = new EventStoreStandIn(options);
    await standIn.up();
    return standIn;
  }

  get connectionString(): string {
    const port = String(this.port);
    return this.options.secured ? `esdb://localhost:${port}?tls=true` : `esdb://127.0.0.1:${port}?tls=false`;
  }

  get address(): Leader {
    return { host: '127.0.0.1', port: this.port };
  }

  /** Messages of reads and subscriptions that left so far. */
  get sent(): number {
    return this.node.sent;
  }

  /** Connections of clients that are open. */
  get connections(): number {
    return this.sockets.size / 2;
  }

  /** Cuts all connections without a word; new ones are taken at once. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Cuts all connections in the middle of the next append, which is not answered. */
  cutNextAppend(moment: Moment): void {
    this.node.cutAt = moment;
  }

  /** From now on another node leads. */
  handOverTo(leader: Leader): void {
    this.node.leader = leader;
  }

  /** A leader is being elected: the next questions, or all from now on, find none. */
  withoutLeader(questions = Infinity): void {
    this.node.leaderless = questions;
  }

  /** As if the process had been stopped: connections stay, and new ones are taken, but nothing is heard or answered. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** As if the process had been killed. */
  async down(): Promise<void> {
    const { door } = this;
    this.door = undefined;
    this.node.stop();
    await new Promise<void>((resolve) => {
      if (!door) resolve();
      else door.close(() => { resolve(); });
      this.cut();
    });
  }

  async up(): Promise<void> {
    if (this.port > 0) {
      this.log = new Log(this.options.file);
      this.node = this.newNode();
    }
    this.behind = await this.node.start();
    const door = createServer((socket) => { this.admit(socket); });
    this.door = door;
    await new Promise<void>((resolve) => { door.listen(this.port, '127.0.0.1', resolve); });
    this.port = (door.address() as AddressInfo).port;
  }

  private newNode(): Node {
    const { maxAppendSize = MEGABYTE, maxAppendEventSize = Infinity, wildCheckpoints = false, secured } = this.options;
    return new Node(this.log, { maxAppendSize, maxAppendEventSize, wildCheckpoints }, () => { this.cut(); }, () => this.address, secured);
  }

  private admit(outside: Socket): void {
    this.kept(outside);
    const { secured } = this.options;
    if (!secured) {
      this.joined(outside);
      return;
    }
    const { key, certificate } = secured;
    const inner = new TLSSocket(outside, { isServer: true, key: readFileSync(key), cert: readFileSync(certificate), ALPNProtocols: ['h2', 'http/1.1'] });
    inner.on('error', () => { outside.destroy(); });
    inner.on('secure', () => {
      if (inner.alpnProtocol === 'h2') this.joined(inner);
      else this.users.emit('connection', inner);
    });
  }

  /** To the node behind the door. */
  private joined(client: Duplex): void {
    const inside = connect(this.behind, '127.0.0.1');
    this.kept(inside);
    for (const [one, other] of [[client, inside], [inside, client]] as const) {
      one.on('close', () => { other.destroy(); });
      one.pipe(other);
    }
    if (this.frozen) inside.pause();
  }

  private kept(socket: Socket): void {
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => { this.sockets.delete(socket); });
    if (this.frozen) socket.pause();
  }
}
