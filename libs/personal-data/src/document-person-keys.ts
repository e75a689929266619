import { NotAsExpected, type Collection, type Documents } from '#persistence';
import { KeyWrapping, PROBE, aSubject } from './key-wrapping.js';
import { PersonKeys, SubjectErased } from './person-keys.js';

/** `wrapped` is null once the key was dropped. */
type PersonKey = { readonly id: string; readonly wrapped: string | null };

const collection = 'person-keys';

/**
 * Keys in documents of their own, a database that no backup of events or of other documents holds, each wrapped by a
 * master key from configuration. A drop overwrites the wrapped key; what the engine keeps of its past (a log of
 * changes, backups) must be shorter-lived than an erasure may take.
 */
export class DocumentPersonKeys extends PersonKeys {
  private readonly keys: Collection<PersonKey>;
  private readonly wrapping: KeyWrapping;

  private constructor(private readonly documents: Documents, masterKey: Buffer) {
    super();
    this.wrapping = new KeyWrapping(masterKey);
    this.keys = documents.collection<PersonKey>({ name: collection, indexes: [] });
  }

  /** @throws WrongMasterKey */
  static async open(documents: Documents, masterKey: Buffer): Promise<DocumentPersonKeys> {
    const keys = new DocumentPersonKeys(documents, masterKey);
    await keys.keyOf(PROBE);
    return keys;
  }

  async keyOf(subject: string): Promise<Buffer> {
    const known = await this.keys.get(subject);
    if (!known) return this.create(subject);
    if (known.wrapped === null) throw new SubjectErased(subject);
    return this.wrapping.open(known.wrapped, subject);
  }

  async drop(subject: string): Promise<void> {
    await this.documents.commit([{ collection, put: { id: aSubject(subject), wrapped: null } }]);
  }

  close(): Promise<void> {
    return this.documents.close();
  }

  /** Whoever was first, here or elsewhere, made the key or erased the subject. */
  private async create(subject: string): Promise<Buffer> {
    const { key, wrapped } = this.wrapping.make(subject);
    try {
      await this.documents.commit([{ collection, put: { id: subject, wrapped }, expect: 'absent' }]);
      return key;
    } catch (error) {
      if (error instanceof NotAsExpected) return this.keyOf(subject);
      throw error;
    }
  }
}
