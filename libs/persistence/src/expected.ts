import { valueOf } from './cursor.js';
import type { Document, Expected } from './documents.js';
import { compareScalars } from './scalar-order.js';

export const isAsExpected = (standing: Document | undefined, expect: Expected<Document>): boolean =>
  expect === 'absent'
    ? standing === undefined
    : standing !== undefined && Object.entries(expect).every(([field, value]) => value === undefined || compareScalars(valueOf(standing, field), value) === 0);
