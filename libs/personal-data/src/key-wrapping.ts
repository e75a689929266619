import { randomBytes } from 'node:crypto';
import { Seal } from '#contracts';

/** The master key given is not the one that wrapped what is stored. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
  constructor() {
    super('the person keys were wrapped with another master key');
  }
}

/** Not a subject: wrapped at first use, so that a wrong master key is noticed before anything is written with it. */
export const PROBE = '';

/** How a person's key is stored: sealed with the master key from configuration, and bound to its subject. */
export class KeyWrapping {
  private readonly seal: Seal;

  constructor(masterKey: Buffer) {
    this.seal = new Seal(masterKey, 'pk1');
  }

  make(subject: string): { readonly key: Buffer; readonly wrapped: string } {
    const key = randomBytes(32);
    return { key, wrapped: this.seal.seal(key.toString('base64url'), subject) };
  }

  /** @throws WrongMasterKey */
  open(wrapped: string, subject: string): Buffer {
    const key = this.seal.open(wrapped, subject);
    if (key === undefined) throw new WrongMasterKey();
    return Buffer.from(key, 'base64url');
  }
}

/** Refuses what is no subject. */
export const aSubject = (subject: string): string => {
  if (subject === PROBE) throw new RangeError('a subject has a name');
  return subject;
};
