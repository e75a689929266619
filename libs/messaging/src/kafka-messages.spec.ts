import { describe, expect, it } from '@jest/globals';
import type { KafkaMessage } from 'kafkajs';
import { fromKafka } from './kafka-messages.js';

const message = (over: Partial<KafkaMessage>): KafkaMessage =>
  ({ key: Buffer.from('clé'), value: Buffer.from('{"a":"é"}'), headers: { ce_id: Buffer.from('e1') }, offset: '7', timestamp: '0', attributes: 0, ...over }) as KafkaMessage;
const read = (over: Partial<KafkaMessage>) => fromKafka('t', 2, message(over));
const NO_TEXT = Buffer.from([0x7b, 0xff, 0x7d]);

describe('a message of Kafka', () => {
  it('is its texts', () => {
    expect(read({})).toEqual({ topic: 't', partition: 2, offset: 7, key: 'clé', value: '{"a":"é"}', headers: { ce_id: 'e1' } });
    expect(read({ key: null, value: null, headers: { a: [Buffer.from('1'), Buffer.from('2')] } })).toMatchObject({ key: '', value: '', headers: { a: '2' } });
  });

  it.each<Partial<KafkaMessage>>([{ value: NO_TEXT }, { key: NO_TEXT }, { headers: { ce_id: NO_TEXT } }])('has its bytes beside it where they are no text: %#', (over) => {
    const { key, value, headers } = message(over);
    expect(read(over).bytes).toEqual({ key, value, headers });
  });
});
