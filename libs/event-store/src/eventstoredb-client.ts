import { ErrorType, EventStoreDBClient, isCommandError, MaxAppendSizeExceededError, type StreamingRead } from '@eventstore/db-client';
import { StoreUnavailable } from '#kernel';

const ATTEMPTS = 4;
const PATIENCE = 10_000;

/** The server took a question and fell silent. */
export class StoreSilent extends Error {
  override readonly name = 'StoreSilent';
  constructor() {
    super(`the event store has not answered for ${String(PATIENCE / 1_000)} s`);
  }
}

/** Of a cluster no node said who leads. */
class NoLeaderFound extends Error {
  override readonly name = 'NoLeaderFound';
  constructor(override readonly cause: unknown) {
    super('no node of the event store says who leads');
  }
}

type Channel = { close(): void };
type Mended = {
  supports: () => Promise<boolean>;
  handleError: (...args: readonly unknown[]) => Promise<void>;
  createChannel: () => Promise<Channel>;
  dispose: () => Promise<void>;
};

/** The server has two names and one protocol, and this client knows the older name. */
const KURRENTDB = /^kurrentdb(?=(\+discover)?:)/;

/**
 * The client, with three faults mended. Its shared stream of appends loses answers when a connection breaks, for other
 * clients of the process too, and can end the process by errors that nobody can catch: each append is a call of its own.
 * When a connection breaks while a cluster is being searched in vain, its rejection is nobody's either. And what is
 * disposed of keeps its connection: here it is closed, also the one that a search under way may still make.
 */
export const connectedTo = (connectionString: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(connectionString.trim().replace(KURRENTDB, 'esdb'));
  const inner = client as unknown as Mended;
  const { handleError, createChannel, dispose } = inner;
  let channel: Channel | undefined;
  let disposed = false;
  inner.supports = async () => false;
  inner.handleError = (...args) => handleError(...args).catch(() => undefined);
  inner.createChannel = async () => {
    channel = await createChannel().catch((error: unknown) => { throw new NoLeaderFound(error); });
    if (disposed) channel.close();
    return channel;
  };
  inner.dispose = async () => {
    disposed = true;
    await dispose();
    channel?.close();
  };
  return client;
};

const typeOf = (error: unknown): string | undefined =>
  error instanceof Error && isCommandError(error) ? error.type : undefined;

/** Everything the server sends as an answer, waited for within bounds: the client would wait for ever. */
export const collected = async <Item>(stream: StreamingRead<Item>): Promise<readonly Item[]> => {
  // The client tells errors by events even when nobody waits any more.
  stream.on('error', () => undefined);
  const silence = setTimeout(() => { stream.destroy(new StoreSilent()); }, PATIENCE);
  const items: Item[] = [];
  try {
    for await (const item of stream) {
      items.push(item);
      silence.refresh();
    }
    return items;
  } catch (error) {
    if (typeOf(error) === ErrorType.STREAM_NOT_FOUND) return [];
    void stream.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(silence);
  }
};

const PASSING: readonly string[] = [ErrorType.UNAVAILABLE, ErrorType.CANCELLED, ErrorType.NOT_LEADER, ErrorType.TIMEOUT];
/** UNKNOWN and INTERNAL of gRPC: the server broke off, or does not know itself, as while a leader is elected. */
const UNSAID: readonly number[] = [2, 13];
const INVALID_ARGUMENT = 3;
const FINAL: readonly string[] = [ErrorType.INVALID_ARGUMENT, ErrorType.STREAM_DELETED, ErrorType.UNSUPPORTED, ErrorType.NOT_FOUND];

/** Asking again later will not help. */
export const isFinal = (error: unknown): boolean => FINAL.includes(typeOf(error) ?? '');

/**
 * There is no entry of the log at the place asked for. A subscription says that its argument is invalid, a read that its result is
 * unexpected: `InvalidPosition` from 24.2 on, `Error` before, as for any failure (kurrent-io/KurrentDB#3991, #4128).
 */
export const isBetweenEntries = (error: unknown): boolean =>
  error instanceof Error && isCommandError(error) && (Number(error.code) === INVALID_ARGUMENT || error.message.includes('Unexpected ReadAllResult'));

/** Bytes that the server takes at once, or in one event (24.10.4 or later, of which this client knows nothing), when it says that these were more. */
export const limitSaid = (error: unknown): number | undefined => {
  if (error instanceof MaxAppendSizeExceededError) return error.maxAppendSize;
  const said = error instanceof Error && isCommandError(error) ? error._raw?.metadata.get('maximum-append-event-size')[0] : undefined;
  return said === undefined ? undefined : Number(said);
};

const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error && isCommandError(error))) return false;
  return PASSING.includes(error.type) || (error.type === ErrorType.UNKNOWN && UNSAID.includes(error.code ?? -1));
};

/** Whoever runs the server must mend it, and may without our being started again: a password, or rights. */
const isShutOut = (error: unknown): boolean => typeOf(error) === ErrorType.ACCESS_DENIED;

/** Was waited for already as long as an answer may take. */
const isTooLate = (error: unknown): boolean =>
  error instanceof StoreSilent || error instanceof NoLeaderFound || typeOf(error) === ErrorType.DEADLINE_EXCEEDED;

/**
 * Asks again, soon and a few times, when the connection broke or the leader changed: only for what may be asked twice.
 * @throws StoreUnavailable when that did not help, or when the server does not let us in
 */
export const insisting = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      const passing = isPassing(error);
      if (isTooLate(error) || isShutOut(error) || (passing && attempt === ATTEMPTS)) throw new StoreUnavailable(error);
      if (!passing) throw error;
      await pause(10 * 4 ** attempt);
    }
  }
};

export const pause = (millis: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, millis); });
