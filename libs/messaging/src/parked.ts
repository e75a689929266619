import { BadMessage } from './bad-message.js';
import { reasonOf } from './kept-subscription.js';
import type { Message } from './message.js';

/** A key that waits for an operator: nothing of it is taken from this message on. */
export type ParkedKey = {
  readonly topic: string;
  readonly key: string;
  readonly partition: number;
  readonly offset: number;
  readonly code: string;
  readonly reason: string;
};

export const parkedKeyOf = ({ topic, key, partition, offset }: Message, error: unknown): ParkedKey =>
  ({ topic, key, partition, offset, code: error instanceof BadMessage ? error.code : 'handler-failed', reason: reasonOf(error) });
