import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FROM_SOURCE } from '../../../tools/from-source/from-source.mjs';

export type Spawned = ChildProcess;

/** A program that stands beside this file, in a process of its own. */
export const spawned = (file: string, ...args: readonly string[]): Spawned =>
  spawn(process.execPath, [...FROM_SOURCE, fileURLToPath(new URL(file, import.meta.url)), ...args], { stdio: 'inherit' });
