/** One turn at a time per stream; whoever arrives meanwhile goes together in the next. */
export class CommandQueue<Entry> {
  private readonly waiting = new Map<string, Entry[]>();

  constructor(
    private readonly atOnce: number,
    private readonly turn: (stream: string, entries: readonly Entry[]) => Promise<void>,
  ) {}

  add(stream: string, entry: Entry): void {
    const line = this.waiting.get(stream);
    if (line) {
      line.push(entry);
      return;
    }
    this.waiting.set(stream, [entry]);
    void this.serve(stream);
  }

  private async serve(stream: string): Promise<void> {
    // Leaving the current tick first lets callers of the same moment share the turn.
    await Promise.resolve();
    for (let line = this.waiting.get(stream) ?? []; line.length > 0; line = this.waiting.get(stream) ?? []) {
      this.waiting.set(stream, line.slice(this.atOnce));
      await this.turn(stream, line.slice(0, this.atOnce));
    }
    this.waiting.delete(stream);
  }
}
