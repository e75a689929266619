import { setTimeout as pause } from 'node:timers/promises';

/** Looks again until what it sees is true, two seconds at most. */
export const eventually = async (look: () => boolean | Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 2_000; !(await look());) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await pause(2);
  }
};
