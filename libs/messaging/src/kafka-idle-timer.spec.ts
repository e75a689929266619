import './kafka-idle-timer.js';
import { describe, expect, it } from '@jest/globals';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const queueOf = (pending: readonly unknown[]): RequestQueue =>
  Object.assign(Object.create(RequestQueue.prototype) as RequestQueue, { pending, throttledUntil: -1, throttleCheckTimeoutId: null });

describe('an idle connection to Kafka', () => {
  it('does not wake up while nothing waits', () => {
    const queue = queueOf([]);
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('looks again while a request waits', async () => {
    const queue = queueOf(['a request']);
    const looked = new Promise<void>((resolve) => { queue.checkPendingRequests = resolve; });
    queue.scheduleCheckPendingRequests();
    await looked;
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });
});
