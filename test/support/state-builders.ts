import type { InventoryEntry } from '../../src/model/memory.ts';
import type { Action } from '../../src/model/plan.ts';
import type { Ending, HistoryRecord, Intent, VdcStatus } from '../../src/state/state-store.ts';

/** 2026-11-22 12:00 UTC: the moment at which most stories about the state store begin. */
export const noonMs = Date.UTC(2026, 10, 22, 12);
export const dayMs = 24 * 60 * 60 * 1000;

export function anEntry(over: Partial<InventoryEntry> = {}): InventoryEntry {
  return {
    name: 'acme-prod',
    generation: 1,
    subscriptionId: '6f0f4c1e-0000-5000-8000-000000000001',
    wasSeen: true,
    hostingPlanId: 'VDCacme1',
    isAdopted: false,
    userName: 'ops@acme.example',
    lastSpec: {
      limits: { cpu: 16, ramMib: 65_536, diskGib: 2_048, vms: 'unlimited' },
      state: 'active',
      ownerEmail: 'ops@acme.example',
      hostingPlan: 'standard',
      onSuspend: 'shutdown',
      onResume: 'previous',
      deletion: { policy: 'delete', graceMs: 3 * dayMs },
      protect: false,
    },
    resyncs: 0,
    ...over,
  };
}

export const anAction: Action = {
  verb: 'suspend',
  kind: 'subscription',
  resource: 'subscription/acme-prod',
  reason: 'declared-suspended',
  subscriptionId: '6f0f4c1e-0000-5000-8000-000000000001',
  saw: { owner: 'ops@acme.example', hostingPlanId: 'VDCacme1', status: 'active' },
};

export function anIntent(over: Partial<Intent> = {}): Intent {
  return {
    id: 'intent-1',
    vdc: 'acme-prod',
    atMs: noonMs,
    fingerprint: 'sha256:4f9c',
    revision: 'git:4f9c21',
    actions: [anAction],
    entry: anEntry(),
    createsUsers: [],
    destructions: [],
    ...over,
  };
}

export function anEnding(over: Partial<Ending> = {}): Ending {
  return {
    intentId: 'intent-1',
    vdc: 'acme-prod',
    atMs: noonMs,
    entry: 'keep',
    forgetUsers: [],
    history: [],
    ...over,
  };
}

export function aHistoryRecord(over: Partial<HistoryRecord> = {}): HistoryRecord {
  return {
    atMs: noonMs,
    vdc: 'acme-prod',
    verb: 'suspend',
    resource: 'subscription/acme-prod',
    reason: 'declared-suspended',
    vdcReason: 'spec-changed',
    revision: 'git:4f9c21',
    fingerprint: 'sha256:4f9c',
    changes: [{ field: 'state', before: 'active', after: 'suspended' }],
    outcome: 'done',
    ...over,
  };
}

export function aStatus(over: Partial<VdcStatus> = {}): VdcStatus {
  return {
    name: 'acme-prod',
    atMs: noonMs,
    revision: 'git:4f9c21',
    ready: 'ready',
    message: 'As declared.',
    sinceMs: noonMs,
    observed: { cpu: 16, ram: '64Gi' },
    ...over,
  };
}
