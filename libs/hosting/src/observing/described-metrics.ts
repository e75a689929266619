import { SystemClock } from '#kernel';
import { watch } from './gauges.js';
import { Channels } from './observed-messaging.js';
import { ServiceMetrics, type Described } from './service-metrics.js';

/** Every metric of a service, that of the process and of Node apart: what the documentation, alerts and dashboards may name. */
export const describedMetrics = (): readonly Described[] => {
  const metrics = new ServiceMetrics('any');
  watch(metrics, { works: [], channels: new Channels(), ends: async () => ({}), timers: { next: async () => [] }, clock: new SystemClock() });
  return metrics.described.filter(({ name }) => /^(guichet|http)_/.test(name));
};
