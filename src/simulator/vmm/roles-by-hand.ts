import { notFound } from '../http/refusal.ts';
import type { SiteContext } from '../http/simulator-site.ts';
import { cloudServiceKey } from '../world/owned-record.ts';
import { fold } from '../world/table.ts';
import { cloudServicesOf, machinesOfRoles } from './cloud-services.ts';
import type { VmWish } from './make-vm.ts';
import type { VmsByHand } from './vms-by-hand.ts';

/** For people and tests, not for clients of WAP. */
export interface RoleView {
  readonly cloudService: string;
  readonly name: string;
  readonly isStuck: boolean;
  readonly vmIds: readonly string[];
}

export interface RoleOptions {
  /** Default: one of the role's own name, as WAP's portal makes it. */
  readonly cloudService?: string;
  /** The deletion of its cloud service fails, every time. Default: as it was, at first not. */
  readonly isStuck?: boolean;
  /** Default none. */
  readonly machines?: readonly Omit<VmWish, 'roleName'>[];
}

/** What somebody does with VM roles in the portal, past every fault and every right. */
export interface RolesByHand {
  /** A VM role in its cloud service; one that is there gets the machines besides. Returns the ids of these. */
  addRole(subscriptionId: string, name: string, options?: RoleOptions): readonly string[];
  listRoles(subscriptionId: string): readonly RoleView[];
}

export function createRolesByHand(
  { world, now }: Pick<SiteContext, 'world' | 'now'>,
  { addVm }: Pick<VmsByHand, 'addVm'>,
): RolesByHand {
  return {
    addRole(subscriptionId, name, { cloudService = name, isStuck, machines = [] } = {}) {
      const at = now();
      world.settle(at);
      const owner = world.subscriptions.get(subscriptionId);
      if (owner === undefined) throw notFound(`The subscription ${subscriptionId}`);
      const before = world.cloudServices.get(cloudServiceKey({ subscriptionId: owner.id, name: cloudService }));
      const others = before === undefined ? [] : (before.roles ?? [before.name]);
      return world.step(at, () => {
        world.cloudServices.put({
          seq: before?.seq ?? world.nextSeq(),
          subscriptionId: owner.id,
          name: before?.name ?? cloudService,
          roles: [...others.filter((role) => fold(role) !== fold(name)), name],
          isStuck: isStuck ?? before?.isStuck === true,
          goneAt: null,
        });
        return machines.map((wish) => addVm(owner.id, { ...wish, roleName: name }));
      });
    },
    listRoles(subscriptionId) {
      const at = { world, now: now() };
      world.settle(at.now);
      return cloudServicesOf(at, subscriptionId).flatMap(({ name: cloudService, roles, record }) =>
        roles.map((name) => ({
          cloudService,
          name,
          isStuck: record?.isStuck === true,
          vmIds: machinesOfRoles(at, subscriptionId, [name]).map(({ id }) => id),
        })),
      );
    },
  };
}
