import type { AccessRole, Action } from '#contracts';

const GIVES: Readonly<Record<AccessRole, readonly Action[]>> = {
  READER: ['read'],
  EDITOR: ['read', 'edit'],
  VALIDATOR: ['read', 'validate'],
  SUBMITTER: ['read', 'submit'],
};

export const gives = (role: AccessRole, action: Action): boolean => GIVES[role].includes(action);
export const actionsOf = (role: AccessRole): readonly Action[] => GIVES[role];
