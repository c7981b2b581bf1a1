import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { DaemonEvent } from '../../model/daemon-event.ts';
import { createActionMetrics } from './action-metrics.ts';
import { createDaemonGauges } from './daemon-gauges.ts';
import type { Metrics } from './metrics.ts';
import { createPassMetrics } from './pass-metrics.ts';
import { createRequestMetrics } from './request-metrics.ts';
import { createVdcGauges } from './vdc-gauges.ts';

/** A registry of its own: nothing is shared with anybody who also uses prom-client in this process. */
export function createMetrics({ version }: { readonly version: string }): Metrics {
  const registry = new Registry();
  const build = new Gauge({
    name: 'vdc_build_info',
    help: 'Always 1; the version stands in the label.',
    labelNames: ['version'],
    registers: [registry],
  });
  build.set({ version }, 1);
  const passes = createPassMetrics(registry);
  const actions = createActionMetrics(registry);
  const requests = createRequestMetrics(registry);
  const daemon = createDaemonGauges(registry);
  const vdcs = createVdcGauges(registry);
  // Its usual 10 ms wake the process a hundred times a second: more than all else that an idle daemon does.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 250 });
  return {
    note(event: DaemonEvent) {
      passes.note(event);
      actions.note(event);
      vdcs.note(event);
    },
    noteRequest: (note) => requests.note(note),
    async scrape(door, nowMs) {
      daemon.show(door.status());
      await vdcs.showFirst(door, nowMs);
      const text = await registry.metrics();
      vdcs.refresh(door, nowMs);
      return text;
    },
    contentType: registry.contentType,
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
  };
}
