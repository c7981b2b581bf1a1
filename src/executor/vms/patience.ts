import type { ObservedVm } from '../../model/virtual-machine.ts';
import type { VmsTurn } from './vms-turn.ts';

/** How long a machine is awaited: one that somebody else moves less long than one that we asked. */
export function createPatience({ attempts, performing, waitedMs, nowMs, turn: { action } }: VmsTurn) {
  const asksGuests = action.kind === 'vms' && action.verb === 'suspend' && action.operation === 'shutdown';
  const since = new Map<string, number>();
  const isLate = (vm: ObservedVm): boolean => {
    const attempt = attempts.get(vm.id);
    // A guest has a time of its own, at the end of which its power is cut.
    if (asksGuests && attempt?.request === 'shutdown') return false;
    const waited = waitedMs() - (since.get(vm.id) ?? waitedMs());
    if (attempt === undefined) return waited >= performing.waitMs;
    // What an earlier process asked is waited for from when we came.
    return (attempt.isEarlier ? waited : nowMs() - attempt.atMs) >= performing.vmWaitMs;
  };
  return {
    stillWorth(vms: readonly ObservedVm[]): readonly ObservedVm[] {
      for (const { id } of vms) if (!since.has(id)) since.set(id, waitedMs());
      return vms.filter((vm) => !isLate(vm));
    },
  };
}
