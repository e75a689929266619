import Connection from 'kafkajs/src/network/connection.js';

const { connect } = Connection.prototype;
const underWay = new WeakMap<Connection, Promise<boolean>>();

/**
 * Two requests at once on a connection that is not yet made open two sockets, of which one is never used nor
 * closed: it holds a place at the broker and the process alive. Here the second waits for the first one's socket.
 */
Connection.prototype.connect = function connectOnce(this: Connection): Promise<boolean> {
  const connecting = underWay.get(this) ?? connect.call(this).finally(() => { underWay.delete(this); });
  underWay.set(this, connecting);
  return connecting;
};
