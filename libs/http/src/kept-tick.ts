import { executionAsyncResource } from 'node:async_hooks';

let kept: object | undefined;

/**
 * Keeps what `process.nextTick` makes at every call alive once. V8 forgets the shape of objects when a garbage collection
 * meets none of them, and Node's literal then stays some seven times slower for as long as the process lives; a request
 * needs six of them. To be called early: what was forgotten does not come back.
 */
export const keepTick = (): void => {
  if (kept) return;
  process.nextTick(() => { kept = executionAsyncResource(); });
};
