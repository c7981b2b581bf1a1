import type { DiskRecord, VmRecord } from '../world/vm-record.ts';
import type { Entity, EntitySet, ODataScope, Property } from './entity.ts';
import { soughtId, type FilterClause } from './parse-filter.ts';
import { flag, guid, int32, int64, lazyEntity, string } from './properties.ts';
import { machinesInScope } from './vms-in-scope.ts';

/** `Size` is what lies on the host's disk, `MaximumSize` what the guest sees (wire: vm-clouds 4.4). */
export const virtualHardDisks: EntitySet = {
  name: 'VirtualHardDisks',
  type: 'VMM.VirtualHardDisk',
  keys: ['ID', 'StampId'],
  filterable: ['ID', 'StampId', 'VMId'],
  rows: (scope, clauses = []) => rowsOf(scope, clauses, diskEntities),
  links: {},
};

export const virtualDiskDrives: EntitySet = {
  name: 'VirtualDiskDrives',
  type: 'VMM.VirtualDiskDrive',
  keys: ['ID', 'StampId'],
  filterable: ['ID', 'StampId', 'VMId'],
  rows: (scope, clauses = []) => rowsOf(scope, clauses, driveEntities),
  links: {},
};

function rowsOf(
  scope: ODataScope,
  clauses: readonly FilterClause[],
  entities: (vm: VmRecord) => readonly Entity[],
): readonly Entity[] {
  const vmId = soughtId(clauses, 'VMId');
  return machinesInScope(scope, vmId).flatMap(entities);
}

export function diskEntities(vm: VmRecord): readonly Entity[] {
  return vm.disks.map((disk) => lazyEntity(() => diskProperties(vm, disk)));
}

export function driveEntities(vm: VmRecord): readonly Entity[] {
  return vm.disks.map((disk, lun) => lazyEntity(() => driveProperties(vm, disk, lun)));
}

function diskProperties(vm: VmRecord, disk: DiskRecord): readonly Property[] {
  return [
    guid('ID', disk.id),
    guid('StampId', vm.stampId),
    string('Name', disk.name),
    guid('VMId', vm.id),
    int64('Size', disk.usedBytes),
    int64('MaximumSize', disk.provisionedBytes),
    string('VHDType', 'DynamicallyExpanding'),
    string('VHDFormatType', 'VHDX'),
    string('State', 'Normal'),
    flag('Enabled', true),
  ];
}

function driveProperties(vm: VmRecord, disk: DiskRecord, lun: number): readonly Property[] {
  return [
    guid('ID', disk.driveId),
    guid('StampId', vm.stampId),
    string('Name', disk.name),
    guid('VMId', vm.id),
    guid('VirtualHardDiskId', disk.id),
    string('BusType', 'SCSI'),
    int32('Bus', 0),
    int32('LUN', lun),
    flag('IsVHD', true),
    int64('Size', disk.usedBytes),
  ];
}
