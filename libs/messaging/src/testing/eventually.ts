import { setTimeout as pause } from 'node:timers/promises';

/** Looks again until what it sees is true, two seconds at most unless told. */
export const eventually = async (look: () => boolean | Promise<boolean>, atMostMillis = 2_000): Promise<void> => {
  for (const deadline = Date.now() + atMostMillis; !(await look());) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await pause(2);
  }
};
