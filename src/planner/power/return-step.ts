import type { HeldVm, HeldVms } from '../../model/memory.ts';
import type { OnResume } from '../../model/virtual-data-center.ts';
import type { ObservedVm } from '../../model/virtual-machine.ts';
import { judgeAttempt, type Request } from './attempt.ts';
import { type PowerLook, type PowerStep, type StepDraft, startStep } from './power-step.ts';

/**
 * Who is to be brought back: those whom we put to rest, or with `all` everyone who is off. From then on only the list
 * counts, so that a machine that its customer stops after it came back is not started a second time.
 */
export function beginReturn(held: HeldVms, which: OnResume, vms: readonly ObservedVm[]): HeldVms {
  if (held.isReturning === true) return held;
  const own = held.vms.filter(({ before }) => before !== 'off');
  if (which !== 'all') return { isComplete: false, isReturning: true, vms: own };
  const all = vms
    .filter(({ power }) => power !== 'running' && power !== 'stored')
    .map(({ id, stampId, name }): HeldVm => ({ id, stampId, name, before: 'running' }));
  return { isComplete: false, isReturning: true, vms: all };
}

/** Brings machines back to the state they had, one after the other off the list; nobody else is touched. */
export function returnStep(look: PowerLook, held: HeldVms): PowerStep {
  const step = startStep();
  const seen = new Map(look.vms.map((vm) => [vm.id, vm]));
  const left = held.vms.filter((vm) => !isOver(vm, seen.get(vm.id), look, step));
  return { ...step, held: left.length === held.vms.length ? held : { ...held, vms: left } };
}

/** Whether nothing more is to be done for it; what there is to do, and to tell, goes into the step. */
function isOver(target: HeldVm, vm: ObservedVm | undefined, look: PowerLook, step: StepDraft): boolean {
  if (vm === undefined) {
    step.remarks.push(`${target.name} is no longer there, so it was not started.`);
    return true;
  }
  if (vm.power === 'moving') {
    step.awaited.push(vm);
    return false;
  }
  const next = nextRequest(target, vm, step);
  if (next === undefined) return true;
  const verdict = judgeAttempt(look.attempts.get(vm.id), next, look.nowMs);
  if (verdict.kind === 'ask') step.ask.push({ vm, request: verdict.request });
  else if (verdict.kind === 'await') step.awaited.push(vm);
  else step.failed.push({ vm, why: verdict.why });
  return false;
}

/** Undefined when it is back, or nothing can be done about it. */
function nextRequest(target: HeldVm, vm: ObservedVm, { remarks }: StepDraft): Request | undefined {
  const { before } = target;
  if (vm.power === 'broken' || vm.power === 'stored') {
    const why = vm.power === 'stored' ? 'lies in the library' : `is ${vm.status}`;
    remarks.push(`${vm.name} ${why}, so it was not brought back; start it once it is mended.`);
    return undefined;
  }
  const isOff = vm.power === 'off' || vm.power === 'saved';
  if (before === 'unknown') {
    if (isOff)
      remarks.push(`${vm.name} was in trouble when its VDC was suspended, so whether it ran is not known: left off.`);
    return undefined;
  }
  if (before === 'off') return undefined;
  if (isOff) return 'start';
  if (before === 'running') return vm.power === 'paused' ? 'resume' : undefined;
  // Only whom we started ourselves is paused again: if it runs without us, its customer started it.
  const isOurs = target.asked?.operation === 'start' || target.asked?.operation === 'pause';
  return vm.power === 'running' && isOurs ? 'pause' : undefined;
}
