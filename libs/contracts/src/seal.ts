import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

const IV = 12;
const TAG = 16;

/**
 * Text that only holders of one 32-byte key can read or make (AES-256-GCM, base64url). The prefix names purpose and
 * format, so that what was sealed for one purpose never opens for another.
 */
export class Seal {
  private readonly key: KeyObject;

  constructor(key: Buffer, private readonly prefix: string) {
    if (key.length !== 32) throw new RangeError('a sealing key has 32 bytes');
    this.key = createSecretKey(key);
  }

  /** `context` is not stored: the same must be given to open. */
  seal(text: string, context = ''): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv, { authTagLength: TAG }).setAAD(this.bound(context));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.prefix}.${sealed.toString('base64url')}`;
  }

  /** The text, or undefined for what was forged, damaged, or sealed with another key, purpose or context. */
  open(sealed: string, context = ''): string | undefined {
    const body = sealed.startsWith(`${this.prefix}.`) ? sealed.slice(this.prefix.length + 1) : '';
    const bytes = /^[\w-]+$/.test(body) ? Buffer.from(body, 'base64url') : Buffer.alloc(0);
    if (bytes.length < IV + TAG) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV), { authTagLength: TAG })
      .setAAD(this.bound(context))
      .setAuthTag(bytes.subarray(-TAG));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  private bound(context: string): Buffer {
    return Buffer.from(`${this.prefix}\n${context}`);
  }
}
