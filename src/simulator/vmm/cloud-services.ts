import { notFound } from '../http/refusal.ts';
import type { CloudServiceRecord } from '../world/owned-record.ts';
import { fold } from '../world/table.ts';
import { isGone, type VmRecord } from '../world/vm-record.ts';
import type { World } from '../world/world.ts';

/** A cloud service as it shows: made by somebody, or there because a VM role has machines (wire: vm-clouds 4.6). */
export interface CloudService {
  readonly name: string;
  /** Names of the VM roles in it. */
  readonly roles: readonly string[];
  /** null: it has none of its own. */
  readonly record: CloudServiceRecord | null;
}

interface Moment {
  readonly world: World;
  readonly now: number;
}

/** Of one subscription: those that were made, then one for each VM role that is in none of them, of the role's name. */
export function cloudServicesOf({ world, now }: Moment, subscriptionId: string): readonly CloudService[] {
  const made = world.cloudServices
    .where('role', subscriptionId)
    .filter(({ goneAt }) => goneAt === null || goneAt > now)
    .map((record) => ({ name: record.name, roles: record.roles ?? [record.name], record }));
  const held = new Set(made.flatMap(({ roles }) => roles.map(fold)));
  const others = new Map<string, CloudService>();
  for (const vm of world.vms.where('role', subscriptionId)) {
    const role = vm.cloudVmRoleName;
    if (role === null || isGone(vm, now) || held.has(fold(role)) || others.has(fold(role))) continue;
    others.set(fold(role), { name: role, roles: [role], record: null });
  }
  return [...made, ...others.values()];
}

/** By its name, in any case. Throws 404. */
export function findCloudService(moment: Moment, subscriptionId: string, name: string): CloudService {
  const found = cloudServicesOf(moment, subscriptionId).find((service) => fold(service.name) === fold(name));
  if (found === undefined) throw notFound(`The cloud service ${name}`);
  return found;
}

/** The machines of these VM roles. */
export function machinesOfRoles(
  { world, now }: Moment,
  subscriptionId: string,
  roles: readonly string[],
): readonly VmRecord[] {
  const names = new Set(roles.map(fold));
  return world.vms
    .where('role', subscriptionId)
    .filter((vm) => vm.cloudVmRoleName !== null && names.has(fold(vm.cloudVmRoleName)) && !isGone(vm, now));
}
