import type { StoredEvent } from '#kernel';

/** `characters`: of its JSON. */
export type Kept = { readonly position: number; readonly characters: number; readonly event: StoredEvent };

/** The newest events of a log as they were appended: who follows at its end need not read and parse them again. */
export class RecentEvents {
  private kept: Kept[] = [];
  private characters = 0;

  constructor(private readonly most: { readonly events: number; readonly characters: number }) {}

  /** In the order of their positions, once they are committed. */
  add(added: readonly Kept[]): void {
    const [first] = added;
    if (first && first.position !== (this.kept.at(-1)?.position ?? -1) + 1) this.forget();
    this.kept.push(...added);
    for (const { characters } of added) this.characters += characters;
    if (this.kept.length > this.most.events || this.characters > this.most.characters) this.halve();
  }

  /** All events after a position, undefined when some of them are not known here. */
  after(position: number): readonly StoredEvent[] | undefined {
    const [first] = this.kept;
    if (!first || position + 1 < first.position) return undefined;
    return this.kept.slice(position + 1 - first.position).map(({ event }) => event);
  }

  private forget(): void {
    this.kept = [];
    this.characters = 0;
  }

  /** Half at a time: what is kept is not moved at every event. */
  private halve(): void {
    this.kept = this.kept.slice(Math.ceil(this.kept.length / 2));
    this.characters = this.kept.reduce((sum, { characters }) => sum + characters, 0);
  }
}
