import { v5 } from 'uuid';
import type { CommandContext, DeriveId } from '#kernel';

/** UUIDv5 of a name in the namespace of another id. */
export const deriveId: DeriveId = (namespace, name) => v5(name, namespace);

/** The id of what a command makes: the same request makes the same thing once. */
export const newId = ({ commandId }: CommandContext, kind: string): string => deriveId(commandId, kind);
