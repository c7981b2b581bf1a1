import { Counter, Histogram, type Registry } from 'prom-client';
import type { DaemonEvent } from '../../model/daemon-event.ts';
import { seconds } from './seconds.ts';

/** From a quiet pass over a few VDCs to one that waits for a WAP on its knees. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

export interface NotedMetrics {
  note(event: DaemonEvent): void;
}

/** Passes, and what they found. */
export function createPassMetrics(registry: Registry): NotedMetrics {
  const registers = [registry];
  const passes = new Counter({
    name: 'vdc_passes_total',
    help: 'Passes that ended, by what began them and how they ended.',
    labelNames: ['trigger', 'result'],
    registers,
  });
  const durations = new Histogram({
    name: 'vdc_pass_duration_seconds',
    help: 'How long passes took, without the work that they handed out.',
    labelNames: ['result'],
    buckets: SECONDS,
    registers,
  });
  const unsafe = new Counter({
    name: 'vdc_unsafe_plans_total',
    help: 'Plans that were refused as unsafe.',
    registers,
  });
  const found = new Counter({
    name: 'vdc_drift_found_total',
    help: 'Times that a VDC was found to differ though its spec had not changed.',
    registers,
  });
  const corrected = new Counter({
    name: 'vdc_drift_corrected_total',
    help: 'Times that such a VDC was put right again.',
    registers,
  });
  return {
    note(event) {
      if (event.kind === 'pass-ended') {
        const { trigger, result, tookMs } = event.pass;
        passes.inc({ trigger, result });
        durations.observe({ result }, seconds(tookMs));
      } else if (event.kind === 'plan-refused') unsafe.inc();
      else if (event.kind === 'drift-found') found.inc();
      else if (event.kind === 'drift-corrected') corrected.inc();
    },
  };
}
