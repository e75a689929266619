import { describe, expect, it } from '@jest/globals';
import { ServiceMetrics } from './service-metrics.js';

const linesOf = async (metrics: ServiceMetrics, name: string): Promise<readonly string[]> =>
  (await metrics.exposition()).split('\n').filter((line) => line.startsWith(name) && !line.startsWith('#'));

describe('a gauge', () => {
  it('that cannot be read is left out and counted, never told as 0', async () => {
    const metrics = new ServiceMetrics('things');
    let broken = false;
    metrics.gauge({ name: 'guichet_depth', help: 'For specs', labels: [], read: () => {
      if (broken) throw new Error('no engine');
      return [{ labels: {}, value: 7 }];
    } });
    expect(await linesOf(metrics, 'guichet_depth')).toEqual(['guichet_depth{service="things"} 7']);
    broken = true;
    expect(await linesOf(metrics, 'guichet_depth')).toEqual([]);
    expect(await linesOf(metrics, 'guichet_metrics_unread_total')).toEqual(['guichet_metrics_unread_total{metric="guichet_depth",service="things"} 1']);
  });

  it('of something that there is not says nothing, and forgets what is gone', async () => {
    const metrics = new ServiceMetrics('things');
    let there = ['a', 'b'];
    metrics.gauge({ name: 'guichet_width', help: 'For specs', labels: ['of'], read: async () => there.map((of) => ({ labels: { of }, value: 1 })) });
    metrics.gauge({ name: 'guichet_height', help: 'For specs', labels: [], read: () => [] });
    expect(await linesOf(metrics, 'guichet_width')).toHaveLength(2);
    there = ['b'];
    expect(await linesOf(metrics, 'guichet_width')).toEqual(['guichet_width{of="b",service="things"} 1']);
    expect(await linesOf(metrics, 'guichet_height')).toEqual([]);
  });
});
