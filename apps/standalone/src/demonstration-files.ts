import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Where a file of the demonstration is, whether this runs from source or built. */
export const demonstrationFile = (name: string): string => fileURLToPath(new URL(`../demonstration/${name}`, import.meta.url));

export const demonstrationText = (name: string): Promise<string> => readFile(demonstrationFile(name), 'utf8');
