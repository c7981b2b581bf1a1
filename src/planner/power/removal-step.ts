import type { HeldVms } from '../../model/memory.ts';
import { judgeAttempt } from './attempt.ts';
import { type PowerLook, type PowerStep, startStep } from './power-step.ts';

/** Deletes every machine: what is on is stopped before, what is in trouble is tried as it is. Over when none is left. */
export function removalStep(look: PowerLook, held: HeldVms, isRoleBeingRemoved: (name: string) => boolean): PowerStep {
  const step = startStep();
  for (const vm of look.vms) {
    // It goes with its role.
    const goesByItself = vm.roleName !== undefined && isRoleBeingRemoved(vm.roleName);
    if (vm.power === 'moving' || goesByItself) {
      step.awaited.push(vm);
      continue;
    }
    const isOn = vm.power === 'running' || vm.power === 'paused';
    const verdict = judgeAttempt(look.attempts.get(vm.id), isOn ? 'stop' : 'remove', look.nowMs);
    if (verdict.kind === 'ask') step.ask.push({ vm, request: verdict.request });
    else if (verdict.kind === 'await') step.awaited.push(vm);
    else step.failed.push({ vm, why: verdict.why });
  }
  return { ...step, held };
}
