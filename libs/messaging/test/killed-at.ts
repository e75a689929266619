import type { Documents } from '#persistence';

export type Moment = 'entry' | 'return' | 'never';

/** The same documents for a process that is killed in one of its commits: before anything of it is written, or once all of it is. */
export const killedAt = (moment: Moment, nth: number, documents: Documents): Documents => {
  let begun = 0;
  let done = 0;
  const commit: Documents['commit'] = async (writes) => {
    begun += 1;
    if (moment === 'entry' && begun === nth) await killed();
    await documents.commit(writes);
    // One that was refused, as by what the process before left open, is not among them.
    done += 1;
    if (moment === 'return' && done === nth) await killed();
  };
  return Object.assign(Object.create(documents) as Documents, { commit });
};

const killed = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};
