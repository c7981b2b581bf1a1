import { Gauge, type Registry } from 'prom-client';
import type { DaemonEvent } from '../../model/daemon-event.ts';
import type { ConditionType, VdcStatus } from '../../state/state-store.ts';
import type { ScrapedDoor } from './metrics.ts';

/** Ten thousand rows are not read more often than this, however often Prometheus asks. */
const FRESH_MS = 10_000;
/** Nor less often, since another daemon may have written them. */
const STALE_MS = 300_000;

const CONDITIONS = ['Ready', 'Reconciling', 'Stalled', 'CustomerTold'] as const satisfies readonly ConditionType[];
const READY_WORDS = [
  'ready',
  'waiting',
  'blocked',
  'failed',
  'paused',
  'retired',
  'retained',
  'pending',
] as const satisfies readonly VdcStatus['ready'][];

const TELLING: ReadonlySet<DaemonEvent['kind']> = new Set([
  'status-changed',
  'vdc-started',
  'vdc-ended',
  'pass-ended',
  'paused',
  'unpaused',
  'role-changed',
] as const);

export interface VdcGauges {
  note(event: DaemonEvent): void;
  /** The very first scrape waits for the count, or it would say that there is nothing. */
  showFirst(door: ScrapedDoor, nowMs: number): Promise<void>;
  /** Counts anew in the background, where something may have changed. */
  refresh(door: ScrapedDoor, nowMs: number): void;
}

/** How many VDCs stand how. Counted rather than kept in step by events: a lost event would be wrong for ever. */
export function createVdcGauges(registry: Registry): VdcGauges {
  const conditions = new Gauge({
    name: 'vdc_vdcs',
    help: 'VDCs by condition (Ready, Reconciling, Stalled, CustomerTold) and whether it holds.',
    labelNames: ['condition', 'status'],
    registers: [registry],
  });
  const ready = new Gauge({
    name: 'vdc_vdcs_ready',
    help: 'VDCs by the word that `vdc get` shows of them.',
    labelNames: ['ready'],
    registers: [registry],
  });
  let readAtMs: number | undefined;
  let hasChanged = false;
  let isReading = false;

  async function read(door: ScrapedDoor, nowMs: number): Promise<void> {
    isReading = true;
    readAtMs = nowMs;
    hasChanged = false;
    try {
      show(await door.readStatuses());
    } catch {
      // The store is out of reach: the last count stands, and vdc_circuit_open tells why.
      hasChanged = true;
    }
    isReading = false;
  }

  function show(statuses: readonly VdcStatus[]): void {
    const counts = countVdcs(statuses);
    for (const condition of CONDITIONS)
      for (const status of ['true', 'false'])
        conditions.set({ condition, status }, counts.get(`${condition} ${status}`) ?? 0);
    for (const word of READY_WORDS) ready.set({ ready: word }, counts.get(word) ?? 0);
  }

  return {
    note(event) {
      if (TELLING.has(event.kind)) hasChanged = true;
    },
    async showFirst(door, nowMs) {
      if (readAtMs === undefined) await read(door, nowMs);
    },
    refresh(door, nowMs) {
      const ageMs = nowMs - (readAtMs ?? -Infinity);
      if (isReading || ageMs < FRESH_MS || (!hasChanged && ageMs < STALE_MS)) return;
      void read(door, nowMs);
    },
  };
}

/** By `ready`, and by condition and whether it holds. */
function countVdcs(statuses: readonly VdcStatus[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { ready, conditions } of statuses) {
    count(ready);
    for (const { type, status } of conditions ?? []) count(`${type} ${status}`);
  }
  return counts;
}
