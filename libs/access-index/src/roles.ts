import type { AccessRole, Action } from '#contracts';

const OWN_ACTION: Readonly<Record<AccessRole, Action>> = { READER: 'read', EDITOR: 'edit', VALIDATOR: 'validate', SUBMITTER: 'submit' };

/** Every role gives `read` and its own action, nothing else (BR-31). */
export const gives = (role: AccessRole, action: Action): boolean => action === 'read' || OWN_ACTION[role] === action;
