import type { Notes } from '#personal-data';
import type { Designation } from '../domain/designation-state.js';
import type { Said } from '../domain/designation-said.js';

export type SaidInClear = Omit<Said, 'note'> & { readonly note: string | null };

/** Opens what was said in a designation, for whom it may be shown to. A note about somebody who was erased is told no more. */
export class SaidNotes {
  constructor(private readonly notes: Notes) {}

  inClear({ said }: Designation): Promise<readonly SaidInClear[]> {
    return Promise.all(said.map(async (one) => ({ ...one, note: await this.opened(one) })));
  }

  private async opened({ note }: Said): Promise<string | null> {
    if (note === null) return null;
    const opened = await this.notes.open(note.sealed, { eventId: note.eventId, subject: note.subject, field: 'note' });
    return opened.outcome === 'clear' ? opened.note : null;
  }
}
