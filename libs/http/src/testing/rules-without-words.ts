import { getMetadataStorage } from 'class-validator';
import { RULE_WORDS } from '../rule-words.js';

type Declared = { readonly type: string; readonly name?: string; readonly target: unknown; readonly propertyName: string; readonly context?: unknown };
/** What class-validator asks of members and never refuses by itself. */
const SILENT = ['conditionalValidation', 'whitelistValidation'];

/** Every rule of the classes loaded so far whose refusal would say nothing particular, as `Class.member rule`: for specs that none may escape but classes that are no requests. */
export const rulesWithoutWords = (...except: readonly string[]): readonly string[] => {
  const { validationMetadatas } = getMetadataStorage() as unknown as { readonly validationMetadatas: ReadonlyMap<unknown, readonly Declared[]> };
  return [...validationMetadatas.values()].flat()
    .map(({ type, name = type, ...declared }) => ({ ...declared, name }))
    .filter(({ name, context }) => !SILENT.includes(name) && !(name in RULE_WORDS) && context === undefined)
    .map(({ name, target, propertyName }) => [typeof target === 'function' ? target.name : String(target), `${propertyName} ${name}`] as const)
    .filter(([target]) => !except.includes(target)).map((parts) => parts.join('.'));
};
