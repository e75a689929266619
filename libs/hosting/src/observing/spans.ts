import { context, isSpanContextValid, ROOT_CONTEXT, SpanStatusCode, trace, TraceFlags, type Attributes, type Context, type Span, type SpanKind } from '@opentelemetry/api';

/** Does nothing unless the operator loads an SDK: see docs/operations.md. */
const tracer = trace.getTracer('guichet-des-pouvoirs-locaux');

export type SpanOf = { readonly name: string; readonly kind: SpanKind; readonly attributes?: Attributes; readonly under: string | undefined };

/** Begins a span under a `traceparent`, without one a trace of its own. */
export const beginSpan = ({ name, kind, attributes = {}, under }: SpanOf): Span =>
  tracer.startSpan(name, { kind, attributes }, under === undefined ? ROOT_CONTEXT : contextOf(under));

/** The span as others are told of it; undefined when there is no trace. */
export const traceparentOfSpan = (span: Span): string | undefined => {
  const told = span.spanContext();
  return isSpanContextValid(told) ? `00-${told.traceId}-${told.spanId}-${told.traceFlags.toString(16).padStart(2, '0')}` : undefined;
};

/** Runs `work` in a span. A failure marks the span without its message, which may name somebody. */
export const inSpan = async <Result>(of: SpanOf, work: (span: Span) => Promise<Result>, isFailure: (error: unknown) => boolean = () => true): Promise<Result> => {
  const span = beginSpan(of);
  try {
    return await context.with(trace.setSpan(context.active(), span), work, undefined, span);
  } catch (error) {
    if (isFailure(error)) span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
};

const contextOf = (traceparent: string): Context => {
  const [, traceId = '', spanId = '', flags = '0'] = traceparent.split('-');
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true });
};
