import type { DatabaseSync } from 'node:sqlite';
import { isUnavailable } from '#kernel';
import { StorageClosed } from './documents.js';
import { isStorageFailure } from './sqlite-errors.js';

type Job = { readonly attempt: () => () => void; readonly reject: (error: unknown) => void; readonly writes: Writes };

/** `one`: a single statement at most, which SQLite undoes by itself when it fails; it costs no savepoint. */
export type Writes = 'one' | 'several';

/**
 * One transaction for all the work that waits in the same turn of the event loop: it costs one sync of the disk.
 * Work that throws undoes its own writes only; a commit that fails undoes and rejects everything in it.
 */
export class GroupCommit {
  private waiting: Job[] = [];
  private closed = false;
  private readonly statements;

  /** `undone`: what was remembered of writes may be wrong. */
  constructor(private readonly database: DatabaseSync, private readonly undone: () => void = () => undefined) {
    this.statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      save: database.prepare('SAVEPOINT job'),
      release: database.prepare('RELEASE job'),
      undo: database.prepare('ROLLBACK TO job'),
    };
  }

  /** Answers, refusals included, after the commit. */
  run<T>(work: () => T, writes: Writes = 'several'): Promise<T> {
    if (this.closed) return Promise.reject(new StorageClosed());
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => { this.flush(); });
      const attempt = (): (() => void) => {
        const result = work();
        return () => { resolve(result); };
      };
      this.waiting.push({ attempt, reject, writes });
    });
  }

  /** Commits what waits, then closes the file. */
  close(): void {
    if (this.closed) return;
    this.flush();
    this.closed = true;
    this.database.close();
  }

  private flush(): void {
    const group = this.waiting;
    if (group.length === 0) return;
    this.waiting = [];
    try {
      for (const answer of this.committed(group)) answer();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  private committed(group: readonly Job[]): readonly (() => void)[] {
    const { begin, commit } = this.statements;
    try {
      begin.run();
      const answers = group.map((job) => this.attempt(job));
      commit.run();
      return answers;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      this.undone();
      throw error;
    }
  }

  private attempt(job: Job): () => void {
    const { save, release, undo } = this.statements;
    const saved = job.writes === 'several';
    if (saved) save.run();
    try {
      const answer = job.attempt();
      if (saved) release.run();
      return answer;
    } catch (error) {
      // SQLite may have rolled back the whole transaction by itself: nothing of the group can be trusted.
      if (isStorageFailure(error) || isUnavailable(error)) throw error;
      if (saved) {
        undo.run();
        release.run();
        this.undone();
      }
      return () => { job.reject(error); };
    }
  }
}
