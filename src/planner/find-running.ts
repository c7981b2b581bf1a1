import type { HeldVms } from '../model/memory.ts';
import type { CloserView } from '../model/observed-state.ts';
import type { ObservedVm } from '../model/virtual-machine.ts';
import type { OnSuspend } from '../model/virtual-data-center.ts';

/**
 * Machines that a suspended VDC should not have on. One that is off stays as it is, however it came to that; a paused one
 * is at rest only where pausing is what the spec asks for. Nothing of what could not be seen.
 */
export function findRunning(
  answer: ReturnType<CloserView['vms']['get']>,
  onSuspend: Exclude<OnSuspend, 'none'>,
): readonly ObservedVm[] {
  if (answer === undefined || 'unread' in answer) return [];
  return answer.vms.filter((vm) => isOn(vm, onSuspend));
}

/**
 * Machines that a suspension which was interrupted has asked, and that are still on their way: a guest that hangs there
 * looks so for ever, and only who follows it up cuts its power in the end.
 */
export function findUnfinished(
  answer: ReturnType<CloserView['vms']['get']>,
  held: HeldVms | undefined,
): readonly ObservedVm[] {
  if (answer === undefined || 'unread' in answer || held === undefined || held.isComplete) return [];
  const asked = new Set(held.vms.flatMap((vm) => (vm.asked === undefined ? [] : [vm.id])));
  return answer.vms.filter(({ id, power }) => power === 'moving' && asked.has(id));
}

export function isOn({ power }: Pick<ObservedVm, 'power'>, onSuspend: Exclude<OnSuspend, 'none'>): boolean {
  return power === 'running' || (power === 'paused' && onSuspend !== 'pause');
}
