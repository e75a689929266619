import { describe, expect, it } from '@jest/globals';
import { topics, topicsOf } from '#contracts';
import { rightsOf } from './kafka-rights.mjs';

const names = topics.map(({ topic }) => topic);

describe('the rights of a service at Kafka', () => {
  it('to write facts reach no further than its own topics and heartbeat', () => {
    const { write } = rightsOf('access-delegation');
    expect(write.filter((topic) => names.includes(topic))).toEqual(topicsOf('access-delegation').map(({ topic }) => topic).toSorted());
    expect(write).toContain('access-delegation.heartbeat');
    expect(write).not.toContain('identity.heartbeat');
  });

  it('of a service that publishes nothing let it only put aside what it cannot handle', () => {
    expect(rightsOf('audit').write.filter((topic) => !topic.endsWith('.dead'))).toEqual([]);
  });

  it('to read leave out what is restricted to others', () => {
    const [first] = topics;
    const secret = topics.map((topic) => (topic === first ? { ...topic, visibility: 'restricted' as const } : topic));
    expect(rightsOf('audit').read).toContain(first?.topic);
    expect(rightsOf('audit', { topics: secret }).read).not.toContain(first?.topic);
    expect(rightsOf('audit', { topics: secret }).write).not.toContain(`${String(first?.topic)}.dead`);
    expect(rightsOf('access-delegation', { topics: secret }).read).toContain(first?.topic);
  });

  it('to share work cover its own groups', () => {
    expect(rightsOf('audit').groupPrefix).toBe('audit.');
  });

  it('are those of its installation, where several share the brokers', () => {
    const { user, write, read, groupPrefix } = rightsOf('access-delegation', { prefix: 'test-' });
    expect([user, groupPrefix]).toEqual(['test-access-delegation', 'test-access-delegation.']);
    expect([...write, ...read].filter((topic) => !topic.startsWith('test-'))).toEqual([]);
    expect(write).toContain('test-access-delegation.heartbeat');
  });
});
