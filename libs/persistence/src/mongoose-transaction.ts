import { mongo, type ClientSession, type Connection } from 'mongoose';
import { setTimeout as pause } from 'node:timers/promises';
import { KEPT } from './mongoose-connection.js';
import { isCutOff } from './mongoose-errors.js';

const PATIENCE_MILLIS = 10_000;
const LONGEST_PAUSE_MILLIS = 200;

/**
 * All of `work` or nothing of it. Begun again when it met another transaction or a change of primary, which undid it;
 * committed again when the answer was lost, which repeats nothing. After ten seconds the last error is the answer.
 */
export const inTransaction = (connection: Connection, work: (session: ClientSession) => Promise<void>): Promise<void> =>
  connection.withSession(async (session) => {
    const deadline = performance.now() + PATIENCE_MILLIS;
    await patiently('TransientTransactionError', deadline, async () => {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: KEPT, readPreference: 'primary' });
      try {
        await work(session);
      } catch (error) {
        await session.abortTransaction();
        throw error;
      }
      await patiently('UnknownTransactionCommitResult', deadline, () => session.commitTransaction());
    });
  });

const patiently = async (label: string, deadline: number, attempt: () => Promise<void>): Promise<void> => {
  for (let longest = 5; ; longest = Math.min(longest * 1.5, LONGEST_PAUSE_MILLIS)) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!(isLabelled(error, label) || isCutOff(error)) || performance.now() > deadline) throw error;
      await pause(Math.random() * longest);
    }
  }
};

const isLabelled = (error: unknown, label: string): boolean => error instanceof mongo.MongoError && error.hasErrorLabel(label);
