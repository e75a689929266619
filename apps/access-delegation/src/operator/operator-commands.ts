import { canonicalHash, titleOf, type Language } from '#http';
import { isRefusal, type Actor, type CommandContext } from '#kernel';
import { refusalTitles } from '../titles/refusal.titles.js';

/** Namespace of all imports, fixed for ever: another one would give every repeated line a new command id. */
export const IMPORT = '5d3c52b8-7c1f-5a0e-9d3b-61f0f0a4c7d2';

const operator: Actor = { kind: 'operator', id: 'command-line', assurance: 'none' };

/** What surrounds a command that the operator gives with the data directory in hand. */
export const operatorContext = (commandId: string, body: unknown): CommandContext =>
  ({ commandId, bodyHash: canonicalHash(body), correlationId: commandId, causationId: commandId, actor: operator });

/** A service that was asked refuses a line, in the words it was asked for. */
export class LineRefused extends Error {
  override readonly name = 'LineRefused';
  constructor(readonly code: string, why: string, readonly authorityId?: string) {
    super(why);
  }
}

/** A refusal that concerns this one command; undefined for what would meet every other command too. */
export const refusalIn = (error: unknown, language: Language): { readonly code: string; readonly why: string } | undefined => {
  if (error instanceof LineRefused) return { code: error.code, why: error.message };
  return isRefusal(error) ? { code: error.code, why: titleOf(error, language, refusalTitles).title } : undefined;
};
