import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvCell, csvHead, csvRow } from './trail-csv.js';
import type { TrailItem } from './trail-items.js';

const evidence = { eventId: 'e1', source: '/access-delegation/authority-1', sequence: 7, ledgerIndex: 12 };
const item: TrailItem = {
  id: '12', at: '2027-03-01T08:00:00.000Z', when: '01/03/2027 09:00', type: 't', key: 't', text: 'Dit « oui » ; "non"', facts: {}, authorityId: null, personId: null,
  actor: { kind: 'person', id: 'p1', capacity: 'MANAGER', capacityText: 'gestionnaire' }, reasonCode: null, reasonText: null, note: { state: 'clear', text: 'a\r\nb' }, ended: null, evidence,
};
const read = (text: string): readonly string[][] => parse(text, { delimiter: ';', bom: true });

describe('a trail for a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '|cmd', '%1'])('does not let %j be taken for a formula', (cell) => {
    expect(csvCell(cell)).toBe(`"'${cell}"`);
  });

  it('reads back as it was told', () => {
    const [head, row] = read(csvHead + csvRow(item));
    expect(row).toHaveLength(head?.length ?? 0);
    expect(row).toEqual([
      '01/03/2027 09:00', '2027-03-01T08:00:00.000Z', 'Dit « oui » ; "non"', 'p1', 'gestionnaire', '', '', 'a\r\nb', '', '', 'e1', '/access-delegation/authority-1', '7', '12',
    ]);
  });

  it('says of a note that it was erased', () => {
    expect(csvRow({ ...item, note: { state: 'erased', text: null } })).toContain('"(note effacée)"');
  });
});
