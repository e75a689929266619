import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

const CHECK_MILLIS = 10;

/**
 * tulios/kafkajs#1751: a queue of requests arms its timer with a negative delay though nothing waits, so that every idle
 * connection wakes up each millisecond and Node warns. Here it is armed only for requests that wait.
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function scheduleCheckPendingRequests(this: RequestQueue): void {
  if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
  this.throttleCheckTimeoutId = setTimeout(() => {
    this.throttleCheckTimeoutId = null;
    this.checkPendingRequests();
  }, Math.max(this.throttledUntil - Date.now(), CHECK_MILLIS));
};
