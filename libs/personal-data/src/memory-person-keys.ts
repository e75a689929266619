import { randomBytes } from 'node:crypto';
import { PersonKeys, SubjectErased } from './person-keys.js';

export class MemoryPersonKeys extends PersonKeys {
  private readonly keys = new Map<string, Buffer | 'erased'>();

  async keyOf(subject: string): Promise<Buffer> {
    const known = this.keys.get(subject) ?? randomBytes(32);
    if (known === 'erased') throw new SubjectErased(subject);
    this.keys.set(subject, known);
    return Promise.resolve(known);
  }

  async drop(subject: string): Promise<void> {
    this.keys.set(subject, 'erased');
    return Promise.resolve();
  }
}
