import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorKind } from '#kernel';

type Declared = Readonly<Record<string, readonly [ErrorKind | number, string]>>;

/** Every refusal that a source file below a directory declares, with its English title: for specs that none may escape. */
export const declaredRefusals = async (directory: string): Promise<ReadonlyMap<string, string>> => {
  const files = (await readdir(directory, { recursive: true })).filter((file) => file.endsWith('.ts') && !file.endsWith('spec.ts')).map((file) => join(directory, file));
  const found = await Promise.all(files.map(async (file) => (/= (?:refusals|problems)\(/.test(await readFile(file, 'utf8')) ? tablesIn(file) : [])));
  return new Map(found.flat().flatMap((table) => Object.entries(table)).map(([code, [, title]]) => [code, title]));
};

const tablesIn = async (file: string): Promise<readonly Declared[]> => {
  const tables = Object.values(await import(file) as Readonly<Record<string, unknown>>).filter(hasTable).map(({ table }) => table);
  if (tables.length === 0) throw new Error(`${file} declares refusals and exports none: nobody can translate them`);
  return tables;
};

const hasTable = (value: unknown): value is { readonly table: Declared } => typeof value === 'function' && 'table' in value;
