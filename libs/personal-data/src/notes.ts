import { Seal } from '#contracts';
import { SubjectErased, type PersonKeys } from './person-keys.js';

/** Where a note stands: it opens only in the event and field it was sealed for. `subject` is the person concerned. */
export type NotePlace = { readonly eventId: string; readonly field: string; readonly subject: string };

/** A note in clear, or why there is none: its subject was erased, or the ciphertext is not of this place and key. */
export type OpenedNote = { readonly outcome: 'clear'; readonly note: string } | { readonly outcome: 'erased' | 'unreadable' };

/** Free text about a person, encrypted with that person's key wherever it is stored or published. */
export class Notes {
  constructor(private readonly keys: PersonKeys) {}

  /** @throws SubjectErased */
  async seal(note: string, place: NotePlace): Promise<string> {
    return (await this.sealFor(place)).seal(note, contextOf(place));
  }

  async open(sealed: string, place: NotePlace): Promise<OpenedNote> {
    try {
      const note = (await this.sealFor(place)).open(sealed, contextOf(place));
      return note === undefined ? { outcome: 'unreadable' } : { outcome: 'clear', note };
    } catch (error) {
      if (error instanceof SubjectErased) return { outcome: 'erased' };
      throw error;
    }
  }

  private async sealFor({ subject }: NotePlace): Promise<Seal> {
    return new Seal(await this.keys.keyOf(subject), 'n1');
  }
}

const contextOf = ({ eventId, field }: NotePlace): string => `${eventId}/${field}`;
