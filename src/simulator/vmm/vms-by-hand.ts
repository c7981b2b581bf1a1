import { NO_FAULTS } from '../faults/faults.ts';
import { badRequest, notFound } from '../http/refusal.ts';
import type { SiteContext } from '../http/simulator-site.ts';
import { limitsPlace } from '../quota/limits-place.ts';
import { settledTimeline, statusAt, type VmRecord } from '../world/vm-record.ts';
import type { VmmCall } from './begin-job.ts';
import { vmOf, type VmWish } from './make-vm.ts';
import { operateVm, runningJob } from './operate-vm.ts';
import { OPERATIONS } from './operations.ts';
import { viewVm, type VmView } from './view-vm.ts';

/** What somebody does in VMM's console, past every fault and every right. Throws a Refusal for what is not there. */
export interface VmsByHand {
  /** In the cloud of the subscription's plan; returns its id. null: a machine of VMM's administrators, in the first cloud. */
  addVm(subscriptionId: string | null, wish: VmWish): string;
  /** At once, whatever its state; `throughJob` takes the time and the rules of a job, and returns its id. */
  operateVm(vmId: string, operation: string, options?: { readonly throughJob?: boolean }): string | null;
  /** Any word, even one that VMM does not know; what worked on the machine is canceled. */
  setVmStatus(vmId: string, status: string): void;
  /** Changes what kind of machine it is. */
  changeVm(vmId: string, change: Partial<Pick<VmRecord, ChangeableByHand>>): void;
  /** It is gone at once, whatever it is doing. */
  removeVm(vmId: string): void;
  /** Of one subscription; null: all there are. */
  listVms(subscriptionId: string | null): readonly VmView[];
}

type ChangeableByHand =
  | 'name'
  | 'hasVmAdditions'
  | 'isOsShutdownEnabled'
  | 'ignoresShutdown'
  | 'stuck'
  | 'jobMs'
  | 'shutdownMs'
  | 'cloudVmRoleName'
  | 'owner';

export function createVmsByHand(context: Pick<SiteContext, 'world' | 'knobs' | 'random' | 'now'>): VmsByHand {
  const { world } = context;
  const call = (): VmmCall => ({ ...context, now: context.now(), faults: NO_FAULTS, upn: 'by hand' });
  const find = (id: string, now: number): VmRecord => {
    world.settle(now);
    const vm = world.vms.get(id);
    if (vm === undefined) throw notFound(`The virtual machine ${id}`);
    return vm;
  };
  const setVmStatus = (id: string, status: string): void => {
    const at = call();
    const vm = find(id, at.now);
    world.step(at.now, () => {
      const job = runningJob(at, vm);
      if (job !== undefined) world.jobs.put({ ...job, doneAt: at.now, outcome: 'Canceled', error: null });
      const timeline = [...settledTimeline(vm, at.now), { at: at.now, status }];
      world.vms.put({ ...vm, timeline, goneAt: null, modifiedAt: at.now });
    });
  };
  return {
    addVm(subscriptionId, wish) {
      const at = call();
      const owner = subscriptionId === null ? null : world.subscriptions.get(subscriptionId);
      if (owner === undefined) throw notFound(`The subscription ${subscriptionId ?? ''}`);
      const place = owner === null ? null : limitsPlace(owner);
      const cloud = owner === null ? world.clouds.rows[0] : world.clouds.get(place?.cloudId ?? '');
      if (cloud === undefined) throw badRequest(`The subscription ${subscriptionId ?? ''} has no cloud.`);
      return world.step(at.now, () => {
        const vm = vmOf(at, { cloud, owner }, wish);
        world.vms.put(vm);
        return vm.id;
      });
    },
    operateVm(id, operation, options) {
      const at = call();
      const vm = find(id, at.now);
      if (options?.throughJob === true) return world.step(at.now, () => operateVm(at, vm, operation, null)).id;
      const rule = OPERATIONS.find(({ word }) => word === operation);
      if (rule === undefined) throw badRequest(`The operation ${operation} is not known.`);
      setVmStatus(id, rule.to ?? statusAt(vm, at.now));
      return null;
    },
    setVmStatus,
    changeVm(id, change) {
      const at = call();
      const vm = find(id, at.now);
      world.step(at.now, () => world.vms.put({ ...vm, ...change }));
    },
    removeVm(id) {
      const at = call();
      const vm = find(id, at.now);
      world.step(at.now, () => world.vms.remove(vm.id));
    },
    listVms(subscriptionId) {
      const now = context.now();
      world.settle(now);
      const rows = subscriptionId === null ? world.vms.rows : world.vms.where('role', subscriptionId);
      return rows.map((vm) => viewVm(vm, world, now));
    },
  };
}
