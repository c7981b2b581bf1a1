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

export function isOn({ power }: Pick<ObservedVm, 'power'>, onSuspend: Exclude<OnSuspend, 'none'>): boolean {
  return power === 'running' || (power === 'paused' && onSuspend !== 'pause');
}
