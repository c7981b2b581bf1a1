import type { InventoryEntry } from '../model/memory.ts';
import type { Action, Plan, PlannedVdc } from '../model/plan.ts';
import { destructionsOf } from '../planner/check-safety.ts';
import type { Intent } from '../state/state-store.ts';
import { entryBefore } from './inventory-entries.ts';

export interface IntentOptions {
  readonly id: string;
  readonly plan: Plan;
  readonly vdc: PlannedVdc;
  readonly existing: InventoryEntry | undefined;
  /** Users whose making no other intent of this apply has noted. */
  readonly createsUsers: readonly string[];
  readonly nowMs: number;
}

/** What is about to be done for one VDC, to be written before its first call. */
export function makeIntent({ id, plan, vdc, existing, createsUsers, nowMs }: IntentOptions): Intent {
  const entry = entryBefore(vdc, existing, nowMs);
  return {
    id,
    vdc: vdc.name,
    atMs: nowMs,
    fingerprint: plan.fingerprint,
    revision: plan.revision,
    actions: vdc.actions,
    ...(entry !== undefined && { entry }),
    createsUsers,
    destructions: [...destructionsOf(vdc)],
  };
}

/** The name under which a user is remembered: WAP compares names without regard to case. */
export function userKey(action: Extract<Action, { readonly kind: 'user' }>): string {
  return action.userName.toLowerCase();
}

export function usersToCreate(vdc: PlannedVdc): readonly string[] {
  return vdc.actions.flatMap((action) => (action.kind === 'user' && action.verb === 'create' ? [userKey(action)] : []));
}
