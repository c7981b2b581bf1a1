import { Counter, Histogram, type Registry } from 'prom-client';
import type { NotedMetrics } from './pass-metrics.ts';
import { seconds } from './seconds.ts';

/** From one fast call to a shutdown of many machines. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];

const KINDS: ReadonlySet<string> = new Set(['user', 'hosting-plan', 'subscription', 'vms', 'vdc']);

/** What was done in WAP, action by action. */
export function createActionMetrics(registry: Registry): NotedMetrics {
  const registers = [registry];
  const actions = new Counter({
    name: 'vdc_actions_total',
    help: 'Actions that ended, by what was done, to what kind of thing, and how it ended.',
    labelNames: ['verb', 'kind', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'vdc_action_duration_seconds',
    help: 'How long actions took that were begun.',
    labelNames: ['verb'],
    buckets: SECONDS,
    registers,
  });
  return {
    note(event) {
      if (event.kind !== 'action-ended') return;
      const { verb, resource, outcome, ms } = event;
      actions.inc({ verb, kind: kindOf(resource), outcome });
      if (outcome !== 'skipped') durations.observe({ verb }, seconds(ms));
    },
  };
}

/** `hosting-plan/VDC acme-prod` is of the kind `hosting-plan`; the name behind it would be a label without bound. */
function kindOf(resource: string): string {
  const kind = resource.slice(0, Math.max(0, resource.indexOf('/')));
  return KINDS.has(kind) ? kind : 'other';
}
