import { hash } from 'node:crypto';
import type { CommandContext, DeriveId } from '#kernel';

const NAMESPACE = 16;
/** That UTF-8 takes for one unit of a JavaScript string. */
const MOST_BYTES = 3;
const VARIANTS = '89ab';

/** UUIDv5 (RFC 9562 §5.5) of a name in the namespace of another id: every command derives several, so in one call of the digest. */
export const deriveId: DeriveId = (namespace, name) => {
  const bytes = Buffer.allocUnsafe(NAMESPACE + name.length * MOST_BYTES);
  bytes.write(namespace.replaceAll('-', ''), 'hex');
  const end = NAMESPACE + bytes.write(name, NAMESPACE);
  const digest = hash('sha1', bytes.subarray(0, end), 'hex');
  const variant = VARIANTS.charAt(Number.parseInt(digest.charAt(16), 16) & 3);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
};

/** The id of what a command makes: the same request makes the same thing once. */
export const newId = ({ commandId }: CommandContext, kind: string): string => deriveId(commandId, kind);
