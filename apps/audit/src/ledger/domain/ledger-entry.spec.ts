import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ledgerEntry, messageIn, sizeOf, type ReceivedMessage } from './ledger-entry.js';

const MEBIBYTE = 1_048_576;
const LIMIT = 4 * MEBIBYTE;
const deriveId = (namespace: string, name: string): string => createHash('sha1').update(namespace + name).digest('hex');
const received = (over: Partial<ReceivedMessage>): ReceivedMessage => ({ topic: 'identity.persons', partition: 2, offset: 7, key: 'k', headers: { ce_id: 'e1' }, value: '{}', ...over });
const kept = (message: ReceivedMessage) => ledgerEntry(message, deriveId);
/** As it comes back from a store. */
const readBack = (message: ReceivedMessage): ReceivedMessage => messageIn(JSON.parse(JSON.stringify(kept(message).data)) as ReturnType<typeof kept>['data']);
const bytesOf = (entry: ReturnType<typeof kept>): number => Buffer.byteLength(JSON.stringify(entry));

describe('what the ledger keeps of a message', () => {
  it.each<readonly [string, ReceivedMessage]>([
    ['an ordinary one', received({ value: '{"name":"Namêche"}' })], ['one of quotes', received({ value: '"'.repeat(1.4 * MEBIBYTE) })],
    ['one whose every character is accented', received({ value: 'é'.repeat(0.7 * MEBIBYTE) })],
  ])('is its text: %s', (_, message) => {
    const { topic, partition, offset, key, headers, value } = message;
    expect(kept(message).data).toEqual({ topic, partition, offset, key, headers, value });
    expect(readBack(message)).toEqual(message);
    expect(bytesOf(kept(message))).toBeLessThan(LIMIT);
  });

  it.each<readonly [string, Partial<ReceivedMessage>]>([
    ['value', { value: '\u0001'.repeat(1.4 * MEBIBYTE) }], ['key', { key: '\u0001'.repeat(1.4 * MEBIBYTE) }], ['header', { headers: { ce_id: '\u0001'.repeat(1.4 * MEBIBYTE) } }],
    ['name of a header', { headers: { ['\u0001'.repeat(1.4 * MEBIBYTE)]: 'x' } }],
  ])('is the base64 of its bytes where its %s would not fit as text', (_, over) => {
    const message = received(over);
    expect(kept(message).data).toMatchObject({ topic: 'identity.persons', partition: 2, offset: 7, encoding: 'base64' });
    expect(bytesOf(kept(message))).toBeLessThan(LIMIT);
    expect(readBack(message)).toEqual(message);
  });

  it('is the base64 of its bytes where they are no text, and gives them back as they were', () => {
    const bytes = { key: Buffer.from([0x6b]), headers: { ce_id: Buffer.from('e1') }, value: Buffer.from([0x7b, 0xff, 0xc3, 0x00, 0xed, 0xa0, 0x80]) };
    const message = received({ value: bytes.value.toString(), bytes });
    expect(kept(message).data).toMatchObject({ encoding: 'base64', value: bytes.value.toString('base64') });
    const { bytes: back, ...texts } = readBack(message);
    expect(Buffer.from(back?.value ?? []).equals(bytes.value)).toBe(true);
    expect({ ...texts, bytes: back }).toEqual(message);
  });

  it('tells beside it no id of any length', () => {
    const { metadata } = kept(received({ headers: { ce_id: 'x'.repeat(MEBIBYTE) } }));
    expect([metadata.correlationId, metadata.causationId]).toEqual([metadata.eventId, metadata.eventId]);
    expect(kept(received({})).metadata).toMatchObject({ correlationId: 'e1', causationId: 'e1' });
  });

  it.each([received({}), received({ value: '"'.repeat(MEBIBYTE) }), received({ value: '\u0001'.repeat(MEBIBYTE) }), received({ headers: Object.fromEntries(Array.from({ length: 999 }, (_, n) => [String(n), ''])) })])(
    'takes no more than is counted for it (%#)', (message) => { expect(sizeOf(kept(message))).toBeGreaterThanOrEqual(bytesOf(kept(message))); });
});
