import type { HeldVm, HeldVms } from '../../model/memory.ts';
import type { OnSuspend } from '../../model/virtual-data-center.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import { isOn } from '../find-running.ts';
import { judgeAttempt, judgeShutdown, type Judgement, type Attempt } from './attempt.ts';
import { type PowerLook, type PowerStep, startStep } from './power-step.ts';

export interface RestWish {
  readonly operation: Exclude<OnSuspend, 'none'>;
  readonly shutdownTimeoutMs: number;
}

/**
 * Brings every machine of a VDC to rest: whatever is on is remembered with its state, then asked. What is off stays as it
 * is, what moves is awaited, what is in trouble is told and holds up nobody.
 */
export function restStep(look: PowerLook, held: HeldVms, wish: RestWish): PowerStep {
  const step = startStep();
  const known = new Map(held.vms.map((vm) => [vm.id, vm]));
  const remembered = new Map(known);
  for (const vm of look.vms) {
    const note = remember(vm, known.get(vm.id), held.isComplete);
    if (note !== undefined) remembered.set(vm.id, note);
    if (vm.power === 'moving') {
      // A guest that hangs on its way down may look like this for ever.
      if (isOverdue(look.attempts.get(vm.id), wish, look.nowMs)) step.ask.push({ vm, request: 'stop' });
      else step.awaited.push(vm);
    } else if (vm.power === 'broken')
      step.remarks.push(`${vm.name} is ${vm.status} and was left as it is; whether it runs is not known.`);
    else if (isOn(vm, wish.operation)) {
      const verdict = judge(vm, look.attempts.get(vm.id), wish, look.nowMs);
      if (verdict.kind === 'ask') step.ask.push({ vm, request: verdict.request });
      else if (verdict.kind === 'await') step.awaited.push(vm);
      else step.failed.push({ vm, why: verdict.why });
    }
  }
  return { ...step, held: withVms(held, known, remembered) };
}

/** Nothing new of a machine that is off and that we never touched: it is not to be started later. */
function remember(vm: ObservedVm, known: HeldVm | undefined, isComplete: boolean): HeldVm | undefined {
  const before = stateOf(vm);
  if (before === undefined) return undefined;
  if (known !== undefined) return known.before === 'unknown' && before !== 'unknown' ? { ...known, before } : undefined;
  const { id, stampId, name } = vm;
  // Once everything was at rest and the customer locked out, it was not he who started it.
  return { id, stampId, name, before: isComplete ? 'off' : before };
}

function stateOf({ power }: ObservedVm): 'running' | 'paused' | 'unknown' | undefined {
  if (power === 'running' || power === 'paused') return power;
  return power === 'broken' ? 'unknown' : undefined;
}

function judge(vm: ObservedVm, attempt: Attempt | undefined, wish: RestWish, nowMs: number): Judgement {
  if (wish.operation !== 'shutdown') return judgeAttempt(attempt, wish.operation, nowMs);
  // A guest that is on its way down may have ended its services already.
  const isAsked = attempt?.request === 'shutdown' && !attempt.isEarlier;
  // A paused guest hears nothing, nor does one without guest services.
  if (vm.power === 'paused' || !(vm.hasGuestServices || isAsked)) return judgeAttempt(attempt, 'stop', nowMs);
  return judgeShutdown(attempt, wish.shutdownTimeoutMs, nowMs);
}

function isOverdue(attempt: Attempt | undefined, { operation, shutdownTimeoutMs }: RestWish, nowMs: number): boolean {
  return operation === 'shutdown' && attempt?.request === 'shutdown' && nowMs - attempt.firstAtMs >= shutdownTimeoutMs;
}

function withVms(held: HeldVms, known: ReadonlyMap<string, HeldVm>, now: ReadonlyMap<string, HeldVm>): HeldVms {
  const isSame = known.size === now.size && [...now].every(([id, vm]) => known.get(id) === vm);
  return isSame ? held : { ...held, vms: [...now.values()] };
}
