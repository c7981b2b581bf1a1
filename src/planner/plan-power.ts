import type { HeldVms } from '../model/memory.ts';
import type { ObservedSubscription } from '../model/observed-state.ts';
import type { Action, ActionReason } from '../model/plan.ts';
import type { OnResume, OnSuspend } from '../model/virtual-data-center.ts';
import type { Draft } from './draft.ts';
import { findRunning, findUnfinished } from './find-running.ts';
import type { Sight } from './planner-input.ts';
import { sawOf } from './saw-of.ts';

/** Of which VDC it is, and what its spec, or its last one, wants done to its machines. */
export interface PowerCase {
  readonly subscription: ObservedSubscription;
  readonly onSuspend: OnSuspend;
  readonly onResume: OnResume;
  readonly reason: ActionReason;
  readonly sight: Sight;
}

/**
 * Locks the customer out and puts the machines to rest. With SPF in this order, which leaves no moment for a machine to
 * be started unseen; over the tenant API the other way round, since a suspended subscription refuses us too.
 */
export function planSuspension(draft: Draft, power: PowerCase): void {
  const { subscription } = power;
  const lockOut: Action = { verb: 'suspend', ...statusChange(draft, power), saw: sawOf(subscription) };
  draft.changes.push({ field: 'state', before: subscription.status, after: 'suspended' });
  const { vmAccess } = power.sight.input.rules;
  if (power.onSuspend === 'none' || vmAccess === 'none') draft.actions.push(lockOut);
  else if (vmAccess === 'spf') draft.actions.push(lockOut, rest(draft, power, power.onSuspend, 'suspended'));
  else draft.actions.push(rest(draft, power, power.onSuspend, subscription.status), lockOut);
  if (power.onSuspend !== 'none' && vmAccess !== 'none')
    draft.changes.push({ field: 'machines', before: 'on', after: atRest[power.onSuspend] });
}

/** The reverse of a suspension: what ran is brought back before the customer returns, or as soon as he may be spoken for. */
export function planResumption(draft: Draft, power: PowerCase): void {
  const { subscription } = power;
  const letIn: Action = { verb: 'resume', ...statusChange(draft, power), saw: sawOf(subscription) };
  draft.changes.push({ field: 'state', before: subscription.status, after: 'active' });
  const { vmAccess } = power.sight.input.rules;
  const held = heldOf(power);
  if (held === undefined && power.onResume !== 'all') draft.actions.push(letIn);
  else if (vmAccess === 'none') {
    draft.actions.push(letIn);
    if (power.onResume === 'none') return;
    draft.warnings.push({
      code: 'VMS_STAY_OFF',
      vdc: draft.name,
      message: `The settings give neither wap.tenantApi nor wap.spf, so its machines cannot be started: what was stopped stays off.`,
    });
  } else {
    tellReturn(draft, held, power);
    const back = bringBack(draft, power, vmAccess === 'spf' ? 'suspended' : 'active', power.reason);
    draft.actions.push(...(vmAccess === 'spf' ? [back, letIn] : [letIn, back]));
  }
}

/** An active VDC whose machines are not all back: its resumption was interrupted, or its suspension given up half-way. */
export function planReturn(draft: Draft, power: PowerCase): void {
  const held = heldOf(power);
  if (held === undefined || power.sight.input.rules.vmAccess === 'none') return;
  tellReturn(draft, held, power);
  draft.actions.push(bringBack(draft, power, 'active', 'vms-not-back'));
}

/** A suspended VDC in which something runs, or is still on its way to rest. Only SPF lets us see it. */
export function planRest(draft: Draft, power: PowerCase): void {
  const { subscription, onSuspend, sight } = power;
  if (onSuspend === 'none') return;
  const answer = sight.input.closer.vms.get(subscription.id);
  const restless = [...findRunning(answer, onSuspend), ...findUnfinished(answer, heldOf(power))];
  if (restless.length === 0) return;
  const names = restless.map(({ name, power: is }) => `${name} ${is}`).sort();
  draft.changes.push({ field: 'machines', before: names, after: atRest[onSuspend] });
  draft.actions.push(rest(draft, { ...power, reason: 'vms-running' }, onSuspend, 'suspended'));
}

function tellReturn(draft: Draft, held: HeldVms | undefined, { onResume }: PowerCase): void {
  const back = held?.vms.filter(({ before }) => before === 'running' || before === 'paused').map(({ name }) => name);
  const tell = (after: string) => draft.changes.push({ field: 'machines', before: 'off', after });
  if (onResume === 'all') tell('all on');
  else if (back === undefined || back.length === 0) return;
  else tell(onResume === 'none' ? 'left off' : `as before: ${back.sort().join(', ')}`);
}

const atRest: Readonly<Record<Exclude<OnSuspend, 'none'>, string>> = {
  shutdown: 'shut down',
  stop: 'stopped',
  save: 'saved',
  pause: 'paused',
};

function statusChange({ name }: Draft, { subscription, reason }: PowerCase) {
  return {
    kind: 'subscription',
    resource: `subscription/${name}`,
    reason,
    subscriptionId: subscription.id,
  } as const;
}

function rest(
  { name }: Draft,
  { subscription, reason, sight }: PowerCase,
  operation: Exclude<OnSuspend, 'none'>,
  status: ObservedSubscription['status'],
): Action {
  return {
    verb: 'suspend',
    kind: 'vms',
    resource: `vms/${name}`,
    reason,
    subscriptionId: subscription.id,
    operation,
    shutdownTimeoutMs: sight.input.rules.shutdownTimeoutMs,
    saw: { ...sawOf(subscription), status },
  };
}

function bringBack(
  { name }: Draft,
  { subscription, onResume }: PowerCase,
  status: ObservedSubscription['status'],
  reason: ActionReason,
): Action {
  return {
    verb: 'resume',
    kind: 'vms',
    resource: `vms/${name}`,
    reason,
    subscriptionId: subscription.id,
    which: onResume,
    saw: { ...sawOf(subscription), status },
  };
}

function heldOf({ subscription, sight }: PowerCase) {
  return sight.input.memory.heldVms.get(subscription.id);
}
