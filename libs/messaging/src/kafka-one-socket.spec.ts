import './kafka-one-socket.js';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import Connection from 'kafkajs/src/network/connection.js';
import socketFactory from 'kafkajs/src/network/socketFactory.js';
import { clientOf } from './kafka-client.js';
import { eventually } from './testing/eventually.js';

describe('a connection to Kafka', () => {
  const sockets: Socket[] = [];
  const broker = createServer((socket) => { sockets.push(socket.resume()); });
  afterEach(() => {
    broker.close();
    for (const socket of sockets) socket.destroy();
  });

  it('that several requests ask for at once is made once, and gone when it is closed', async () => {
    await once(broker.listen(0, '127.0.0.1'), 'listening');
    const { port } = broker.address() as AddressInfo;
    const connection = new Connection({ host: '127.0.0.1', port, logger: clientOf({ brokers: ['-'] }).logger(), socketFactory: socketFactory(), connectionTimeout: 3_000, requestTimeout: 3_000 });
    await Promise.all([connection.connect(), connection.connect(), connection.connect()]);
    await connection.disconnect();
    await eventually(() => sockets.length > 0 && sockets.every(({ closed }) => closed));
    expect(sockets).toHaveLength(1);
    await connection.connect();
    await connection.disconnect();
    await eventually(() => sockets.length === 2);
  });
});
