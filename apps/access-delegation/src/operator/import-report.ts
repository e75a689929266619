import type { Outcome } from './recorded-authorities.js';

/** What was refused, why, and what to do; `line` 1 is the header, `column` is absent when the line as a whole is at fault. */
export type RefusedLine = { readonly line: number; readonly code: string; readonly why: string; readonly column?: string };

export type ImportReport = Readonly<Record<Outcome, number>> & {
  readonly lines: number;
  readonly refused: number;
  /** The first thousand of them. */
  readonly refusals: readonly RefusedLine[];
};

const MOST_REFUSALS = 1_000;

export class Tally {
  private readonly counts: Record<Outcome | 'lines' | 'refused', number> = { lines: 0, registered: 0, corrected: 0, unchanged: 0, refused: 0 };
  private readonly refusals: RefusedLine[] = [];

  add(outcomes: readonly Outcome[]): void {
    this.counts.lines += 1;
    for (const outcome of outcomes) this.counts[outcome] += 1;
  }

  refuse(refusal: RefusedLine): void {
    this.counts.lines += 1;
    this.counts.refused += 1;
    if (this.refusals.length < MOST_REFUSALS) this.refusals.push(refusal);
  }

  report(): ImportReport {
    return { ...this.counts, refusals: [...this.refusals] };
  }
}
