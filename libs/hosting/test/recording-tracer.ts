import { trace, TraceFlags, type Context, type Span, type SpanOptions, type Tracer } from '@opentelemetry/api';

export type RecordedSpan = { readonly name: string; readonly traceId: string; readonly spanId: string; readonly parent: string | undefined; failed: boolean; ended: boolean };

/** The least that an SDK does, so that specs see the spans: an operator brings a real one. */
export class RecordingTracer implements Tracer {
  readonly spans: RecordedSpan[] = [];

  named(name: string): RecordedSpan {
    const found = this.spans.find((span) => span.name === name);
    if (!found) throw new Error(`no span ${name} among ${this.spans.map((span) => span.name).join(', ')}`);
    return found;
  }

  startSpan(name: string, _: SpanOptions, context: Context): Span {
    const above = trace.getSpanContext(context);
    const spanId = String(this.spans.length + 1).padStart(16, '0');
    const recorded: RecordedSpan = { name, traceId: above?.traceId ?? 'f'.repeat(32), spanId, parent: above?.spanId, failed: false, ended: false };
    this.spans.push(recorded);
    const span: Span = {
      spanContext: () => ({ traceId: recorded.traceId, spanId, traceFlags: TraceFlags.SAMPLED }),
      setAttribute: () => span, setAttributes: () => span, addEvent: () => span, addLink: () => span, addLinks: () => span, updateName: () => span,
      setStatus() {
        recorded.failed = true;
        return span;
      },
      end() { recorded.ended = true; },
      isRecording: () => true,
      recordException: () => undefined,
    };
    return span;
  }

  startActiveSpan(): never {
    throw new Error('not needed here');
  }
}
