import type { SuspensionLevel } from './authority-vocabulary.js';

const LEVELS: readonly SuspensionLevel[] = ['MANAGER', 'OFFICE_HOLDER', 'REGION'];
const rank = (level: SuspensionLevel): number => LEVELS.indexOf(level);

/** A suspension is lifted only at the level that made it or above. */
export const mayLift = (by: SuspensionLevel, made: SuspensionLevel): boolean => rank(by) >= rank(made);
export const outranks = (level: SuspensionLevel, other: SuspensionLevel): boolean => rank(level) > rank(other);
