import { describe, expect, it } from '@jest/globals';
import { recordingOf } from './decider.js';
import type { Metadata } from './event.js';

const metadata: Metadata = {
  eventId: 'e1', commandId: 'c1', bodyHash: '', schemaVersion: 1, recordedAt: '2026-01-01T00:00:00.000Z', correlationId: 'c1', causationId: 'c1',
  actor: { kind: 'person', id: 'p1', assurance: 'high', capacity: 'OWNER' },
};
const { recordedAt } = metadata;

describe('what a fold is told beside an event', () => {
  it('is its version and instant', () => { expect(recordingOf({ version: 3, metadata })).toEqual({ version: 3, recordedAt }); });
  it('is the reason, and the note as it was sealed with what it opens with', () => {
    expect(recordingOf({ version: 3, metadata: { ...metadata, reasonCode: 'GIFT', note: 'sealed', subject: 'p2' } })).toEqual({
      version: 3, recordedAt, reasonCode: 'GIFT', note: { sealed: 'sealed', eventId: 'e1', subject: 'p2' },
    });
  });
  it('is no note that concerns nobody: nothing would open it', () => { expect(recordingOf({ version: 3, metadata: { ...metadata, note: 'sealed' } })).toEqual({ version: 3, recordedAt }); });
});
