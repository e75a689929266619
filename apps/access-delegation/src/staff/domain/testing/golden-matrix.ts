import { DomainError } from '#kernel';

/** y: done, f: forbidden, n: told that there is no such thing. */
export type Cell = { readonly command: string; readonly who: string; readonly letter: string };

/** The cells of a table written by hand: who across, commands down. */
export const cellsOf = (table: string): readonly Cell[] => {
  const [columns = [], ...rows] = table.trim().split('\n').map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([command = '', ...letters]) =>
    columns.map((who, index) => ({ command, who, letter: letters[index] ?? 'missing' })));
};

/** What an attempt comes to; a refusal for any other reason is a mistake of the spec. */
export const letterOf = (attempt: () => unknown): string => {
  try {
    attempt();
    return 'y';
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'forbidden') return 'f';
    if (error instanceof DomainError && error.kind === 'not-found') return 'n';
    throw error;
  }
};
