import type { Deletion, DesiredVdc, Limit, Pause, VdcState } from '../model/virtual-data-center.ts';
import { parseDuration } from '../yaml/kinds/duration.ts';
import type { ParsedSpec } from './parsed-spec.ts';
import { DISK, parseQuantity, type QuantityKind, type QuantityUnit, RAM } from './kinds/quantity.ts';
import { parseTimestamp } from './kinds/timestamp.ts';

/** A document of which schema and checks approve. */
export interface WrittenSpec {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly owner: { readonly email: string; readonly name?: string };
    readonly cpu: Limit;
    readonly ram: string;
    readonly disk: string;
    readonly vms?: Limit;
    readonly state?: VdcState;
    readonly onSuspend?: DesiredVdc['onSuspend'];
    readonly onResume?: DesiredVdc['onResume'];
    readonly coAdmins?: readonly string[];
    readonly hostingPlan?: string;
    readonly subscriptionId?: string;
    readonly deletion?: { readonly policy?: Deletion['policy']; readonly grace?: string };
    readonly paused?: boolean | { readonly reason?: string; readonly by?: string; readonly until?: string };
    readonly protect?: boolean;
  };
}

/** The written words as values with units. Fields that were not written stay absent. */
export function parseSpec({ metadata, spec }: WrittenSpec): ParsedSpec {
  const ram = parseLimit(spec.ram, RAM);
  const disk = parseLimit(spec.disk, DISK);
  const paused = parsePause(spec.paused);
  return {
    ...(metadata.labels && { labels: metadata.labels }),
    owner: spec.owner,
    limits: {
      cpu: spec.cpu,
      ramMib: ram.amount,
      diskGib: disk.amount,
      ...(spec.vms !== undefined && { vms: spec.vms }),
    },
    // A disk is never written in Mi: its check has refused that.
    units: { ram: ram.unit, disk: disk.unit === 'Ti' ? 'Ti' : 'Gi' },
    ...(spec.state && { state: spec.state }),
    ...(spec.onSuspend && { onSuspend: spec.onSuspend }),
    ...(spec.onResume && { onResume: spec.onResume }),
    ...(spec.coAdmins && { coAdmins: spec.coAdmins }),
    ...(spec.deletion && { deletion: parseDeletion(spec.deletion) }),
    ...(paused && { paused }),
    ...(spec.protect !== undefined && { protect: spec.protect }),
  };
}

function parseLimit(text: string, kind: QuantityKind): { amount: Limit; unit: QuantityUnit } {
  return parseQuantity(text, kind) ?? { amount: 'unlimited', unit: 'Gi' };
}

function parseDeletion({ policy, grace }: { policy?: Deletion['policy']; grace?: string }): Partial<Deletion> {
  const graceMs = grace === undefined ? undefined : parseDuration(grace);
  return { ...(policy && { policy }), ...(graceMs !== undefined && { graceMs }) };
}

function parsePause(paused: WrittenSpec['spec']['paused']): Pause | undefined {
  if (paused === undefined || paused === false) return undefined;
  const { reason = 'no reason given', by = 'the spec', until } = paused === true ? {} : paused;
  const untilMs = until === undefined ? undefined : parseTimestamp(until);
  return { reason, by, ...(untilMs !== undefined && { untilMs }) };
}
