import { BadMessage } from './bad-message.js';
import type { Message } from './message.js';

export type Replayed = { readonly left: readonly Message[]; readonly error?: unknown };

/**
 * Takes parked messages of one key in order. One that finds a gap is passed over until the missing one, which may stand
 * later, was taken; any other failure stops there, with everything after it.
 */
export const replay = async (messages: readonly Message[], take: (message: Message) => Promise<void>): Promise<Replayed> => {
  let outcome: Replayed = { left: messages };
  for (let before = Infinity; outcome.left.length > 0 && outcome.left.length < before;) {
    before = outcome.left.length;
    outcome = await pass(outcome.left, take);
  }
  return outcome;
};

const pass = async (messages: readonly Message[], take: (message: Message) => Promise<void>): Promise<Replayed> => {
  const gaps: Message[] = [];
  let gap: unknown;
  for (const [index, message] of messages.entries()) {
    try {
      await take(message);
    } catch (error) {
      if (!(error instanceof BadMessage && error.code === 'gap')) return { left: [...gaps, ...messages.slice(index)], error };
      gaps.push(message);
      gap ??= error;
    }
  }
  return gaps.length > 0 ? { left: gaps, error: gap } : { left: [] };
};
