import { plus, DAY, type Instant } from '#kernel';

const uuid = (kind: string, number: number): string => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const START = '2026-01-01T00:00:00.000Z';

/** Few of everything, so that generated histories meet. */
export const world = {
  authorities: [uuid('a', 1), uuid('a', 2), uuid('a', 3)],
  persons: [uuid('b', 1), uuid('b', 2), uuid('b', 3)],
  categories: [
    { code: 'BUDGET', subject: 'FINANCE', kind: 'TSA' },
    { code: 'LOAN', subject: 'FINANCE', kind: 'DECL' },
    { code: 'TENDER', subject: 'MARKETS', kind: 'TGA' },
  ],
} as const;

export const memberId = (number: number): string => uuid('c', number);
export const grantId = (number: number): string => uuid('d', number);
export const mandateId = (number: number): string => uuid('e', number);
export const otherId = (number: number): string => uuid('f', number);
export const day = (number: number): Instant => plus(START, number * DAY);
export const LAST_DAY = 90;
