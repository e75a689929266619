import { describe, expect, it } from '@jest/globals';
import { preparedEvents } from './prepared-events.js';
import { purseEvents, type PurseEvent } from './testing/purse.js';
import { request } from './testing/purses.js';

const of = (subject?: string): PurseEvent => ({ type: 'PaidOut', data: { amount: 1 }, ...(subject === undefined ? {} : { subject }) });
const notesOf = async (...events: readonly PurseEvent[]): Promise<readonly (string | undefined)[]> => {
  const tools = { deriveId: (namespace: string, name: string) => `${namespace}/${name}`, sealNote: async (note: string, { subject }: { readonly subject: string }) => `${note} of ${subject}` };
  const around = { stream: 'purse-1', version: 4, context: request('c1', { note: 'said' }), decidedOn: [] };
  const prepared = await preparedEvents({ events, as: { capacity: 'OWNER' } }, purseEvents, tools, around);
  return prepared.map(({ metadata: { note } }) => note);
};

describe('the note of a command', () => {
  it('stands at each event about a person, sealed for whom that event concerns', async () => {
    expect(await notesOf(of('ada'), of('ada'), of('bea'))).toEqual(['said of ada', 'said of ada', 'said of bea']);
  });

  it('stands at what concerns the stream itself when that is what the command is about', async () => { expect(await notesOf(of(), of('ada'), of())).toEqual(['said of 1', 'said of ada', 'said of 1']); });

  it('said of a person is not kept with what follows for the stream, whose key outlives the person’s', async () => { expect(await notesOf(of('ada'), of())).toEqual(['said of ada', undefined]); });
});
