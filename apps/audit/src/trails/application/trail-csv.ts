import type { ItemNote, TrailItem } from './trail-items.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** No spreadsheet takes it for a formula, and no separator or quote cuts it. */
export const csvCell = (value: string): string => `"${(/^[\s]*[=+\-@\t\r\n|%]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(';')}\r\n`;

export const csvHead = BYTE_ORDER_MARK + line([
  'Moment', 'Instant (UTC)', 'Fait', 'Acteur', 'Qualité', 'Code de motif', 'Motif', 'Note', 'Fin', 'Fin racontée', 'Événement', 'Source', 'Version', 'Index du registre',
]);

const noteText = (note: ItemNote | null): string => {
  if (note === null) return '';
  switch (note.state) {
    case 'clear': return note.text ?? '';
    case 'erased': return '(note effacée)';
    case 'unreadable': return '(note illisible)';
  }
};

export const csvRow = ({ when, at, text, actor, reasonCode, reasonText, note, ended, evidence }: TrailItem): string => line([
  when, at, text, actor.id, actor.capacityText, reasonCode ?? '', reasonText ?? '', noteText(note), ended?.at ?? '', ended?.text ?? '',
  evidence.eventId, evidence.source, String(evidence.sequence), String(evidence.ledgerIndex),
]);
