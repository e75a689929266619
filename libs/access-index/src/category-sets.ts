/** Stands for one set of categories: grants share few. */
export type CategorySet = number;

/** Numbers the codes of categories, published or only mentioned, and keeps each set of them once, as bits. */
export class CategorySets {
  private readonly numbers = new Map<string, number>();
  private readonly codes: string[] = [];
  private readonly known = new Map<string, CategorySet>();
  private readonly bits: Uint32Array[] = [];

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
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const bits = new Uint32Array(((members.at(-1) ?? 0) >>> 5) + 1);
    for (const member of members) bits[member >>> 5] = (bits[member >>> 5] ?? 0) | (1 << (member & 31));
    const set = this.bits.push(bits) - 1;
    this.known.set(key, set);
    return set;
  }

  holds(set: CategorySet, category: number): boolean {
    return ((this.bits[set]?.[category >>> 5] ?? 0) & (1 << (category & 31))) !== 0;
  }

  codesOf(set: CategorySet): readonly string[] {
    return this.codes.filter((_, number) => this.holds(set, number));
  }
}
