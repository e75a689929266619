import { describe, expect, it } from '@jest/globals';
import { MemoryPersonKeys } from './memory-person-keys.js';
import { Notes } from './notes.js';
import { SubjectErased } from './person-keys.js';

const place = { eventId: 'e1', field: 'note', subject: 'p1' };
const note = 'Absence prolongée, remplacée par sa collègue ☎';

describe('a note about a person', () => {
  const keys = new MemoryPersonKeys();
  const notes = new Notes(keys);

  it('opens where it was sealed', async () => {
    expect(await notes.open(await notes.seal(note, place), place)).toEqual({ outcome: 'clear', note });
  });

  it('never stands in clear', async () => {
    const sealed = await notes.seal(note, place);
    expect(Buffer.from(sealed.slice(3), 'base64url').toString()).not.toContain('Absence');
    expect(await notes.seal(note, place)).not.toBe(sealed);
  });

  it.each([['event', { ...place, eventId: 'e2' }], ['field', { ...place, field: 'reason' }], ['subject', { ...place, subject: 'p2' }]])(
    'cannot be moved to another %s',
    async (_, elsewhere) => {
      expect(await notes.open(await notes.seal(note, place), elsewhere)).toEqual({ outcome: 'unreadable' });
    },
  );

  it.each(['', 'n1.', 'garbage', `n1.${'A'.repeat(80)}`])('that was damaged (%s) is said to be unreadable', async (sealed) => {
    expect(await notes.open(sealed, place)).toEqual({ outcome: 'unreadable' });
  });

  it('is gone when its subject was erased, and none can be written again', async () => {
    const gone = { ...place, subject: 'p3' };
    const sealed = await notes.seal(note, gone);
    await keys.drop('p3');
    expect(await notes.open(sealed, gone)).toEqual({ outcome: 'erased' });
    await expect(notes.seal(note, gone)).rejects.toThrow(SubjectErased);
  });
});
