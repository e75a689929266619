import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** One value of a gauge, read at a scrape. */
export type Reading = { readonly labels: Readonly<Record<string, string>>; readonly value: number };
export type GaugeOf = { readonly name: string; readonly help: string; readonly labels: readonly string[]; readonly read: () => readonly Reading[] | Promise<readonly Reading[]> };

export type Described = { readonly name: string; readonly help: string; readonly type: string; readonly labels: readonly string[]; readonly buckets?: readonly number[] };

const ANSWERS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const COMMITS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
/** An engine that does not answer must not hold up the scrape. */
const PATIENCE = 2_000;

/** What one service counts about itself. Labels are routes, types and names from the code: never ids, never persons. */
export class ServiceMetrics {
  private readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly requests = new Histogram({
    name: 'http_server_request_duration_seconds', help: 'Time from the arrival of a request to the end of its answer', labelNames: ['method', 'route', 'status'], buckets: ANSWERS, registers: this.registers,
  });
  readonly commands = new Histogram({
    name: 'guichet_command_duration_seconds', help: 'Time a command took; outcome is done, refused (a rule said no) or failed (a fault)', labelNames: ['command', 'outcome'], buckets: ANSWERS, registers: this.registers,
  });
  readonly appends = new Histogram({
    name: 'guichet_store_append_duration_seconds', help: 'Time until an append was committed or known not to be', buckets: COMMITS, registers: this.registers,
  });
  readonly conflicts = new Counter({ name: 'guichet_store_append_conflicts_total', help: 'Appends that came after somebody else\'s and were decided again', registers: this.registers });
  readonly appendFailures = new Counter({ name: 'guichet_store_append_failures_total', help: 'Appends that failed technically', registers: this.registers });
  readonly events = new Counter({ name: 'guichet_store_events_appended_total', help: 'Events recorded', registers: this.registers });
  private readonly unread = new Counter({ name: 'guichet_metrics_unread_total', help: 'Gauges that could not be read at a scrape, by name', labelNames: ['metric'], registers: this.registers });

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  /** Read at each scrape. What cannot be read is left out and counted. */
  gauge({ name, help, labels, read }: GaugeOf): void {
    const { unread } = this;
    const gauge = new Gauge({
      name, help, labelNames: [...labels], registers: this.registers,
      async collect() {
        gauge.reset();
        // Without labels a reset leaves 0, which would read as "all is well".
        if (labels.length === 0) gauge.remove();
        try {
          for (const { labels: of, value } of await withPatience(read)) gauge.set(of, value);
        } catch {
          unread.inc({ metric: name });
        }
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  exposition(): Promise<string> {
    return this.registry.metrics();
  }

  /** Everything measured, for the documentation and for what alerts are checked against. */
  get described(): readonly Described[] {
    return this.registry.getMetricsAsArray().map((metric) => {
      const { labelNames = [], buckets } = metric as { readonly labelNames?: readonly string[]; readonly buckets?: readonly number[] };
      return { name: metric.name, help: metric.help, type: String(metric.type), labels: labelNames, ...(buckets ? { buckets } : {}) };
    });
  }
}

const withPatience = async <Result>(read: () => Result | Promise<Result>): Promise<Result> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => { reject(new Error('no answer in time')); }, PATIENCE);
  try {
    return await Promise.race([read(), late]);
  } finally {
    clearTimeout(timer);
  }
};
