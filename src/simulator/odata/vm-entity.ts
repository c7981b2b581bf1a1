import { isGone, statusAt, type VmRecord } from '../world/vm-record.ts';
import type { Entity, Property, WrittenBefore } from './entity.ts';
import { errorInfo } from './error-info.ts';
import { flag, guid, int32, int64, string, time } from './properties.ts';

/** A secret that no reader of machines may let out; the real ones have such members too (wire: vm-clouds 4.4). */
export const VM_PASSWORD = 'vm-Passw0rd-never-to-be-seen';

const STATUS_TEXTS: Readonly<Record<string, string>> = {
  PowerOff: 'Stopped',
  PoweringOff: 'Stopping',
  Starting: 'Starting...',
  UnderCreation: 'Creating...',
  CreationFailed: 'Creation Failed',
  UpdateFailed: 'Update Failed',
  HostNotResponding: 'Host Not Responding',
  IncompleteVMConfig: 'Incomplete VM Configuration',
};

const NO_ERROR = Object.freeze([...errorInfo(null, null)]);
/** What every machine here has; made once, for a listing has thousands. */
const SAME_FOR_ALL: readonly Property[] = [
  int32('DynamicMemoryDemandMB', 0),
  { name: 'GrantedToList', type: 'Collection(VMM.UserAndRole)', complex: [] },
  guid('ServiceId', null),
  guid('VMTemplateId', null),
  string('Operation', null),
  { name: 'DeploymentErrorInfo', type: 'VMM.ErrorInfo', object: NO_ERROR },
  flag('IsUndergoingLiveMigration', false),
  flag('Enabled', true),
  flag('MarkedAsTemplate', false),
  string('StartAction', 'TurnOnVMIfRunningWhenVSStopped'),
  string('StopAction', 'SaveVM'),
  int32('Generation', 2),
  string('VirtualizationPlatform', 'HyperV'),
  string('Location', 'C:\\ClusterStorage\\Volume1'),
  string('Domain', null),
  string('UserName', null),
  string('Password', null),
  string('LocalAdminUserName', 'Administrator'),
  string('LocalAdminPassword', VM_PASSWORD),
  string('ProductKey', null),
  string('VMConnection@odata.mediaContentType', 'application/x-rdp'),
];

/** As a machine was last seen: what it shows depends on its record and its status only. */
const seen = new WeakMap<VmRecord, { readonly status: string; readonly entity: Entity }>();

/** One VirtualMachine as VMM shows it at a moment; null when it is gone by then. */
export function vmEntity(vm: VmRecord, now: number): Entity | null {
  if (isGone(vm, now)) return null;
  const status = statusAt(vm, now);
  const known = seen.get(vm);
  if (known?.status === status) return known.entity;
  const written: WrittenBefore = { shape: '', text: '' };
  // Its members are not kept: there may be a hundred thousand machines.
  const entity: Entity = {
    written,
    get properties() {
      return vmProperties(vm, status);
    },
  };
  seen.set(vm, { status, entity });
  return entity;
}

function vmProperties(vm: VmRecord, status: string): readonly Property[] {
  const isOn = status === 'Running' || status === 'Paused';
  const { dynamicMemory } = vm;
  const used = vm.disks.reduce((sum, disk) => sum + disk.usedBytes, 0);
  return [
    guid('ID', vm.id),
    guid('StampId', vm.stampId),
    guid('CloudId', vm.cloudId),
    guid('VMId', vm.hypervisorId),
    string('Name', vm.name),
    string('ComputerName', vm.computerName),
    string('Description', vm.description),
    string('Tag', vm.tag),
    string('Status', status),
    string('VirtualMachineState', status),
    string('StatusString', STATUS_TEXTS[status] ?? status),
    { name: 'CPUCount', type: 'Edm.Byte', value: vm.cpuCount },
    int32('CPUUtilization', isOn ? 3 : 0),
    int32('Memory', vm.memoryMb),
    flag('DynamicMemoryEnabled', dynamicMemory !== null),
    int32('DynamicMemoryMinimumMB', dynamicMemory?.minimumMb ?? null),
    int32('DynamicMemoryMaximumMB', dynamicMemory?.maximumMb ?? null),
    int32('MemoryAssignedMB', isOn ? vm.memoryMb : 0),
    int64('TotalSize', used),
    int64('PerfDiskBytesRead', isOn ? 4096 : -1),
    { name: 'Owner', type: 'VMM.UserAndRole', object: ownerProperties(vm) },
    string('CloudVMRoleName', vm.cloudVmRoleName),
    guid('MostRecentTaskId', vm.mostRecentJobId),
    guid('FailedJobID', vm.failedJobId),
    flag('HasSavedState', status === 'Saved'),
    flag('HasVMAdditions', vm.hasVmAdditions),
    flag('OperatingSystemShutdownEnabled', vm.isOsShutdownEnabled),
    flag('HeartbeatEnabled', vm.hasVmAdditions),
    flag('IsHighlyAvailable', vm.isHighlyAvailable),
    string('VMHostName', status === 'Stored' ? null : 'host-1.corp.example'),
    time('AddedTime', vm.createdAt),
    time('CreationTime', vm.createdAt),
    time('ModifiedTime', vm.modifiedAt),
    ...SAME_FOR_ALL,
  ];
}

function ownerProperties({ owner }: VmRecord): readonly Property[] {
  return [
    string('UserName', owner?.userName ?? null),
    string('RoleName', owner?.roleName ?? null),
    guid('RoleID', owner?.roleId ?? null),
  ];
}
