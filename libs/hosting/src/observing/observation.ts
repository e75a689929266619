import type { INestApplicationContext } from '@nestjs/common';
import type { RequestObserver } from '#http';
import type { ServiceInfrastructure } from '../infrastructure.js';
import { TimerDocuments } from '../timer-documents.js';
import type { Work } from '../work.js';
import { watch } from './gauges.js';
import { serveMetrics, type MetricsAddress, type MetricsServer } from './metrics-server.js';
import { observeCommands } from './observed-commands.js';
import { Channels, observedMessaging } from './observed-messaging.js';
import { ObservedStore } from './observed-store.js';
import { requestObserver } from './request-observer.js';
import { ServiceMetrics } from './service-metrics.js';

/** One service measured and traced from outside: neither its module nor its domain knows. */
export class Observation {
  readonly infrastructure: ServiceInfrastructure;
  readonly requests: RequestObserver;
  private readonly metrics: ServiceMetrics;
  private readonly channels = new Channels();
  private server: MetricsServer | undefined;

  constructor(private readonly given: ServiceInfrastructure) {
    this.metrics = new ServiceMetrics(given.service);
    this.requests = requestObserver(this.metrics);
    this.infrastructure = { ...given, store: new ObservedStore(given.store, this.metrics), messaging: observedMessaging(given.messaging, this.channels) };
  }

  /** Once the container stands; `works` may grow afterwards. */
  begin(app: INestApplicationContext, works: readonly Work[]): void {
    const { messaging: { ends }, documents, clock } = this.given;
    observeCommands(app, this.metrics);
    watch(this.metrics, { works, channels: this.channels, ends, timers: new TimerDocuments(documents), clock });
  }

  async serve(address: MetricsAddress): Promise<string> {
    this.server = await serveMetrics(this.metrics, address);
    return this.server.url;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }
}
