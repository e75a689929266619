/** Asks for all who wait: who comes while a question is under way shares the next, which is asked after he came. */
export class SharedAnswer<Argument, Answer> {
  private current: Promise<Answer> | undefined;
  private next: { readonly answer: Promise<Answer> } | undefined;

  constructor(private readonly question: (argument: Argument) => Promise<Answer>) {}

  /** The argument of whoever is the first to wait counts for all. */
  ask(argument: Argument): Promise<Answer> {
    if (!this.current) return this.begin(argument);
    const begin = (): Promise<Answer> => this.begin(argument);
    this.next ??= { answer: this.current.then(begin, begin) };
    return this.next.answer;
  }

  private begin(argument: Argument): Promise<Answer> {
    this.next = undefined;
    const current = this.question(argument).finally(() => { if (this.current === current) this.current = undefined; });
    this.current = current;
    return current;
  }
}
