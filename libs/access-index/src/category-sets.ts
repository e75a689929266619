/** Categories as bits, by the number of their code. Equal sets are one object: grants share few. */
export type CategorySet = Uint32Array;

export const holds = (set: CategorySet, category: number): boolean => ((set[category >>> 5] ?? 0) & (1 << (category & 31))) !== 0;

/** Numbers the codes of categories, published or only mentioned, and keeps each set of them once. */
export class CategorySets {
  private readonly numbers = new Map<string, number>();
  private readonly codes: string[] = [];
  private readonly sets = new Map<string, CategorySet>();

  numberOf(code: string): number {
    const known = this.numbers.get(code);
    if (known !== undefined) return known;
    const number = this.codes.push(code) - 1;
    this.numbers.set(code, number);
    return number;
  }

  of(codes: readonly string[]): CategorySet {
    const members = [...new Set(codes.map((code) => this.numberOf(code)))].sort((a, b) => a - b);
    const key = members.join();
    const known = this.sets.get(key);
    if (known) return known;
    const set = new Uint32Array(((members.at(-1) ?? 0) >>> 5) + 1);
    for (const member of members) set[member >>> 5] = (set[member >>> 5] ?? 0) | (1 << (member & 31));
    this.sets.set(key, set);
    return set;
  }

  codesOf(set: CategorySet): readonly string[] {
    return this.codes.filter((_, number) => holds(set, number));
  }
}
