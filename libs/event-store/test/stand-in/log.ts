import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export type Proposed = { readonly id: string; readonly type: string; readonly contentType: string; readonly data: Buffer; readonly metadata: Buffer };
export type Logged = Proposed & { readonly stream: string; readonly revision: number; readonly position: number; readonly created: number };
export type Expected = number | 'no-stream' | 'any' | 'stream-exists';
export type Outcome =
  | { readonly kind: 'success'; readonly revision: number | undefined; readonly position: number | undefined }
  | { readonly kind: 'wrong'; readonly current: number | undefined }
  | { readonly kind: 'deleted' };

type Stream = { readonly events: Logged[]; firstVisible: number; tombstoned: boolean; softDeleted: boolean };
type Line = { readonly appended?: readonly (Omit<Logged, 'data' | 'metadata'> & { data: string; metadata: string })[]; readonly deleted?: string; readonly tombstoned?: string };

const HEADER = 64;

/** The transaction log: everything in one order, kept in a file when there is one. */
export class Log {
  readonly all: Logged[] = [];
  /** Where the next event goes. */
  end = 0;
  private readonly streams = new Map<string, Stream>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly file?: string) {
    if (file && existsSync(file)) this.load(file);
    else for (const name of ['$users', '$streams']) this.append(name, 'any', [system(name)]);
  }

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What readers see of a stream; undefined when there is none or it is soft-deleted. */
  visible(name: string): readonly Logged[] | 'tombstoned' | undefined {
    const stream = this.streams.get(name);
    if (stream?.tombstoned) return 'tombstoned';
    return !stream || stream.softDeleted ? undefined : stream.events.slice(stream.firstVisible);
  }

  /** The index in `all` of the first event at this place or after it. */
  indexAt(place: number): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.all[middle]?.position ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  append(name: string, expected: Expected, events: readonly Proposed[]): Outcome {
    const stream = this.streams.get(name);
    if (stream?.tombstoned) return { kind: 'deleted' };
    const current = stream ? stream.events.length - 1 : -1;
    const wanted = expected === 'no-stream' ? -1 : expected;
    if (typeof wanted === 'number' && wanted < current) {
      const { all, first } = this.repetition(name, wanted, events);
      if (all) return { kind: 'success', revision: all.revision, position: all.position };
      const reborn = wanted === -1 && stream?.softDeleted === true && !first;
      if (!reborn) return { kind: 'wrong', current };
    } else if (typeof wanted === 'number' && wanted > current) return { kind: 'wrong', current: current < 0 ? undefined : current };
    if (wanted === 'stream-exists' && current < 0) return { kind: 'wrong', current: undefined };
    return this.write(name, events);
  }

  delete(name: string): boolean {
    if (this.visible(name) === undefined) return false;
    this.keep({ deleted: name });
    this.note(name, 'deleted');
    return true;
  }

  tombstone(name: string): void {
    this.keep({ tombstoned: name });
    this.note(name, 'tombstoned');
  }

  /** The same ids where these would have gone: the last of them if all are there, and whether the first is. */
  private repetition(name: string, expected: number, events: readonly Proposed[]): { readonly all: Logged | undefined; readonly first: boolean } {
    const there = this.streams.get(name)?.events.slice(expected + 1, expected + 1 + events.length) ?? [];
    const same = events.map(({ id }, index) => there[index]?.id === id);
    return { all: events.length > 0 && same.every(Boolean) ? there.at(-1) : undefined, first: same[0] === true };
  }

  private write(name: string, events: readonly Proposed[]): Outcome {
    const first = this.streams.get(name)?.events.length ?? 0;
    const logged = events.map((event, index) => {
      const placed = { ...event, stream: name, revision: first + index, position: this.end, created: Date.now() * 10_000 };
      this.end += HEADER + event.data.length + event.metadata.length;
      return placed;
    });
    if (logged.length > 0) this.keep({ appended: logged.map((event) => ({ ...event, data: event.data.toString('base64'), metadata: event.metadata.toString('base64') })) });
    for (const event of logged) this.take(event);
    for (const listener of this.listeners) listener();
    const last = logged.at(-1);
    return { kind: 'success', revision: last?.revision ?? (first > 0 ? first - 1 : undefined), position: last?.position };
  }

  private take(event: Logged): void {
    this.all.push(event);
    this.end = Math.max(this.end, event.position + HEADER + event.data.length + event.metadata.length);
    const stream = this.streams.get(event.stream) ?? { events: [], firstVisible: 0, tombstoned: false, softDeleted: false };
    if (stream.softDeleted) stream.firstVisible = event.revision;
    stream.softDeleted = false;
    stream.events.push(event);
    this.streams.set(event.stream, stream);
  }

  private note(name: string, what: 'deleted' | 'tombstoned'): void {
    const stream = this.streams.get(name) ?? { events: [], firstVisible: 0, tombstoned: false, softDeleted: false };
    if (what === 'deleted') stream.softDeleted = true;
    else stream.tombstoned = true;
    this.streams.set(name, stream);
  }

  private keep(line: Line): void {
    if (this.file) appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  private load(file: string): void {
    for (const text of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const { appended = [], deleted, tombstoned } = JSON.parse(text) as Line;
      for (const event of appended) this.take({ ...event, data: Buffer.from(event.data, 'base64'), metadata: Buffer.from(event.metadata, 'base64') });
      if (deleted !== undefined) this.note(deleted, 'deleted');
      if (tombstoned !== undefined) this.note(tombstoned, 'tombstoned');
    }
  }
}

/** A server writes of itself before anybody else does. */
const system = (name: string): Proposed => ({
  id: '00000000-0000-4000-8000-000000000000', type: `${name}Started`, contentType: 'application/json', data: Buffer.from('{}'), metadata: Buffer.alloc(0),
});
