import { isGone, type VmRecord } from '../world/vm-record.ts';
import type { ODataScope } from './entity.ts';

/** The machines that the caller may see, or only the one of that id. Looks at those of the subscription, never at all. */
export function machinesInScope(scope: ODataScope, id: string | null = null): readonly VmRecord[] {
  const { world, now } = scope.call;
  const rows = scope.subscription === null ? world.vms.rows : world.vms.where('role', scope.subscription.id);
  if (id === null) return rows.filter((vm) => !isGone(vm, now));
  const vm = world.vms.get(id);
  return vm === undefined || !isVisible(scope, vm) ? [] : [vm];
}

/** By its keys; undefined when there is none, or when it is somebody else's. */
export function findMachine(scope: ODataScope, keys: ReadonlyMap<string, string>): VmRecord | undefined {
  const vm = scope.call.world.vms.get(keys.get('id') ?? '');
  return vm === undefined || vm.stampId !== keys.get('stampid') || !isVisible(scope, vm) ? undefined : vm;
}

function isVisible({ call, subscription }: ODataScope, vm: VmRecord): boolean {
  return !isGone(vm, call.now) && (subscription === null || vm.owner?.roleId === subscription.id);
}
