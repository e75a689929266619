/** Wakes the one who waits; a raise while nobody waits is kept. */
export class Signal {
  private raised = false;
  private release: () => void = () => undefined;

  raise(): void {
    this.raised = true;
    this.release();
  }

  /** Until raised, or `atMostMillis`. */
  async wait(atMostMillis?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    if (!this.raised) {
      await new Promise<void>((resolve) => {
        this.release = resolve;
        if (atMostMillis !== undefined) timer = setTimeout(resolve, atMostMillis);
      });
    }
    clearTimeout(timer);
    this.raised = false;
  }
}
