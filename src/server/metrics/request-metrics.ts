import { Counter, Histogram, type Registry } from 'prom-client';
import type { RequestNote } from './metrics.ts';
import { seconds } from './seconds.ts';

/** WAP may take a hundred seconds for one call. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** More routes than the client has can only be paths by mistake: they would fill Prometheus with series. */
const MOST_ROUTES = 200;

export interface RequestMetrics {
  note(request: RequestNote): void;
}

/** Requests to remote systems: every attempt counts. */
export function createRequestMetrics(registry: Registry): RequestMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'vdc_http_client_requests_total',
    help: 'Requests to WAP and its neighbours, each attempt of them; status "none" where no answer came.',
    labelNames: ['endpoint', 'method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'vdc_http_client_request_duration_seconds',
    help: 'How long such requests took, without the time that they waited to be sent.',
    labelNames: ['endpoint', 'method', 'route'],
    buckets: SECONDS,
    registers,
  });
  const waits = new Counter({
    name: 'vdc_http_client_wait_seconds_total',
    help: 'How long such requests waited for a free slot and for the configured rate.',
    labelNames: ['endpoint'],
    registers,
  });
  const retries = new Counter({
    name: 'vdc_http_client_retries_total',
    help: 'Such requests that were sent again.',
    labelNames: ['endpoint'],
    registers,
  });
  const routes = new Set<string>();
  const bounded = (route: string): string => {
    if (routes.size < MOST_ROUTES) routes.add(route);
    return routes.has(route) ? route : 'other';
  };
  return {
    note({ endpoint, method, status, durationMs, waitedMs, attempt, ...request }) {
      const route = bounded(request.route);
      requests.inc({ endpoint, method, route, status: status ?? 'none' });
      durations.observe({ endpoint, method, route }, seconds(durationMs));
      waits.inc({ endpoint }, seconds(waitedMs));
      if (attempt > 1) retries.inc({ endpoint });
    },
  };
}
