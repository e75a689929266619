import { SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api';
import { traceparentIn, type RequestObserver } from '#http';
import type { ServiceMetrics } from './service-metrics.js';
import { beginSpan, traceparentOfSpan } from './spans.js';

/** Measures and traces every request, raw routes included. */
export const requestObserver = (metrics: ServiceMetrics): RequestObserver => {
  const spans = new WeakMap<object, Span>();
  return {
    arrived(request) {
      const { method, routeOptions: { url = 'none' }, headers: { traceparent } } = request;
      const span = beginSpan({ name: `${method} ${url}`, kind: SpanKind.SERVER, attributes: { 'http.request.method': method, 'http.route': url }, under: traceparentIn(traceparent) });
      spans.set(request, span);
      return traceparentOfSpan(span);
    },
    answered(request, { method, route, status, seconds }) {
      metrics.requests.observe({ method, route, status }, seconds);
      const span = spans.get(request);
      span?.setAttribute('http.response.status_code', status);
      if (status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
  };
};
