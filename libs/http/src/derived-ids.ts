import { hash } from 'node:crypto';
import type { CommandContext, DeriveId } from '#kernel';

/** UUIDv5 (RFC 9562 §5.5) of a name in the namespace of another id: every command derives several, so in one call of the digest. */
export const deriveId: DeriveId = (namespace, name) => {
  const digest = hash('sha1', Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, variant + digest.slice(17, 20), digest.slice(20, 32)].join('-');
};

/** The id of what a command makes: the same request makes the same thing once. */
export const newId = ({ commandId }: CommandContext, kind: string): string => deriveId(commandId, kind);
