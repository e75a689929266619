import { describe, expect, it } from '@jest/globals';
import { catalogueEntries, type CatalogueEntry } from './catalogue-file.js';
import { withFile } from './testing/files.js';

const read = (content: unknown): Promise<readonly CatalogueEntry[]> => withFile(typeof content === 'string' ? content : JSON.stringify(content), catalogueEntries);
const category = { code: 'FIN-BUD', label_fr: ' Budget ', label_de: 'Haushalt', kind: 'TSA', applies_to: ['MUNICIPALITY'] };
const finances = { code: 'FIN', label_fr: 'Finances', optional: false, categories: [category] };

describe('reading a catalogue', () => {
  it('asks for each subject, then its categories, with what the file says of them', async () => {
    expect(await read({ matieres: [finances] })).toEqual([
      { at: '/matieres/0', command: { type: 'PublishSubject', data: { code: 'FIN', title: { fr: 'Finances' } } } },
      { at: '/matieres/0/categories/0', command: { type: 'PublishCategory', data: { code: 'FIN-BUD', subject: 'FIN', title: { fr: 'Budget', de: 'Haushalt' }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] } } },
    ]);
  });

  it.each<[string, object]>([
    ['no title', { label_fr: '  ' }], ['an unknown kind', { kind: 'XXX' }], ['an unknown type of authority', { applies_to: ['KINGDOM'] }],
    ['nobody to apply to', { applies_to: [] }], ['a code with spaces', { code: 'FIN BUD' }],
  ])('refuses only the category with %s', async (_what, wrong) => {
    const [subject, refused, good] = await read({ matieres: [{ ...finances, categories: [{ ...category, ...wrong }, category] }] });
    expect(subject).toHaveProperty('command');
    expect(refused).toMatchObject({ at: '/matieres/0/categories/0', refused: { fr: expect.stringMatching(/doit|doivent/), en: expect.stringContaining('must') } });
    expect(good).toHaveProperty('command');
  });

  it.each([['is empty', '', 'file-empty'], ['does not parse', '{', 'not-a-catalogue'], ['is null', 'null', 'not-a-catalogue'], ['is a list', '[]', 'not-a-catalogue'], ['names no subject', '{"matieres":[]}', 'not-a-catalogue'], ['is binary', '\0', 'file-binary']])(
    'refuses a file that %s', async (_what, content, code) => {
      await expect(read(content)).rejects.toMatchObject({ code });
    },
  );
});
