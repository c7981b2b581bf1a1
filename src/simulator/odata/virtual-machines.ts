import { changeVm } from '../vmm/change-vm.ts';
import { createVm } from '../vmm/create-vm.ts';
import { removeVm } from '../vmm/remove-vm.ts';
import { notFound } from '../http/refusal.ts';
import type { JobRecord } from '../world/job-record.ts';
import type { VmRecord } from '../world/vm-record.ts';
import { propertyText, type Entity, type EntitySet, type ODataScope, type WriteOutcome } from './entity.ts';
import { soughtId } from './parse-filter.ts';
import { diskEntities, driveEntities, virtualDiskDrives, virtualHardDisks } from './vm-disks.ts';
import { vmEntity } from './vm-entity.ts';
import { jobEntity, jobs } from './vmm-jobs.ts';
import { findMachine, machinesInScope } from './vms-in-scope.ts';

/** The machines of a subscription, or all of VMM's (wire: vm-clouds 4). */
export const virtualMachines: EntitySet = {
  name: 'VirtualMachines',
  type: 'VMM.VirtualMachine',
  keys: ['ID', 'StampId'],
  filterable: ['ID', 'Name', 'StampId'],
  rows: (scope, clauses = []) =>
    machinesInScope(scope, soughtId(clauses, 'ID'))
      .map((vm) => vmEntity(vm, scope.call.now))
      .filter((entity) => entity !== null),
  find(scope, keys) {
    const vm = findMachine(scope, keys);
    return vm === undefined ? undefined : (vmEntity(vm, scope.call.now) ?? undefined);
  },
  writes: {
    create: (scope, members) => {
      const { vm, job } = createVm(scope, members);
      return outcomeOf(scope, vm.id, job);
    },
    change(scope, keys, members, isPut) {
      const vm = machineOf(scope, keys);
      return outcomeOf(scope, vm.id, changeVm(scope, vm, members, isPut));
    },
    remove(scope, keys) {
      const vm = machineOf(scope, keys);
      return outcomeOf(scope, vm.id, removeVm(scope.call, vm, scope.subscription));
    },
  },
  links: {
    MostRecentTask(scope, entity) {
      const job = scope.call.world.jobs.get(propertyText(entity, 'MostRecentTaskId') ?? '');
      return { set: jobs, rows: job === undefined ? [] : [jobEntity(job, scope.call.now)], isSingle: true };
    },
    VirtualHardDisks: (scope, entity) => ({
      set: virtualHardDisks,
      rows: recordsOf(scope, entity).flatMap(diskEntities),
      isSingle: false,
    }),
    VirtualDiskDrives: (scope, entity) => ({
      set: virtualDiskDrives,
      rows: recordsOf(scope, entity).flatMap(driveEntities),
      isSingle: false,
    }),
  },
};

function recordsOf(scope: ODataScope, entity: Entity): readonly VmRecord[] {
  return machinesInScope(scope, propertyText(entity, 'ID') ?? '');
}

function machineOf(scope: ODataScope, keys: ReadonlyMap<string, string>): VmRecord {
  const vm = findMachine(scope, keys);
  if (vm === undefined) throw notFound('The virtual machine with that key');
  return vm;
}

function outcomeOf({ call }: ODataScope, id: string, job: JobRecord | null): WriteOutcome {
  // What is asked later is the record that this write left, at the time when its job is over.
  const vm = call.world.vms.get(id);
  return { job, entityAt: (now) => (vm === undefined ? null : vmEntity(vm, now)) };
}
