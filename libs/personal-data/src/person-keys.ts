/** The encryption keys of persons, one per subject (personId, else memberId, designationId or authorityId). Dropping one erases. */
export abstract class PersonKeys {
  /** The subject's 32-byte key, created at first use. @throws SubjectErased */
  abstract keyOf(subject: string): Promise<Buffer>;
  /** Destroys the key for ever; a subject never seen is erased as well. Durable when it resolves, and may be repeated. */
  abstract drop(subject: string): Promise<void>;
}

/** What concerned this subject can no longer be read or written. */
export class SubjectErased extends Error {
  override readonly name = 'SubjectErased';
  constructor(readonly subject: string) {
    super('the personal data of this subject were erased');
  }
}
