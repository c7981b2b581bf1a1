import { badRequest } from '../http/refusal.ts';
import type { BodyMembers } from '../odata/entity.ts';

/** Every member of a VirtualMachine that a client may send back (wire: vm-clouds 4.4); the simulator acts on a few. */
const KNOWN: ReadonlySet<string> = new Set(
  `AddedTime Agent AllocatedGPU BackupEnabled BlockDynamicOptimization BlockLiveMigrationIfHostBusy CPUCount
  CPULimitForMigration CPULimitFunctionality CPUMax CPURelativeWeight CPUReserve CPUType CPUUtilization CanVMConnect
  CapabilityProfile CheckpointLocation CloudId CloudVMRoleName ComputerName ComputerTierId CostCenter CreationSource
  CreationTime DataExchangeEnabled DelayStart DelayStartSeconds DeployPath DeploymentErrorInfo Description DiskIO
  Dismiss Domain DynamicMemoryBufferPercentage DynamicMemoryDemandMB DynamicMemoryEnabled DynamicMemoryMaximumMB
  DynamicMemoryMinimumMB Enabled ExcludeFromPRO ExpectedCPUUtilization FailedJobID FullName Generation GrantedToList
  HardwareProfileId HasPassthroughDisk HasSavedState HasVMAdditions HeartbeatEnabled HighlyAvailable ID
  IsFaultTolerant IsHighlyAvailable IsRecoveryVM IsUndergoingLiveMigration LastRestoredCheckpointId LibraryGroup
  LimitCPUForMigration LimitCPUFunctionality LinuxAdministratorSSHKey LinuxDomainName LocalAdminPassword
  LocalAdminRunAsAccountName LocalAdminUserName Location MarkedAsTemplate Memory MemoryAssignedMB
  MemoryAvailablePercentage MemoryWeight ModifiedTime MostRecentTaskId Name NetworkUtilization
  NewVirtualNetworkAdapterInput NumLock OperatingSystem OperatingSystemInstance OperatingSystemShutdownEnabled
  Operation OrganizationName Owner Password Path PerfCPUUtilization PerfDiskBytesRead PerfDiskBytesWrite
  PerfNetworkBytesRead PerfNetworkBytesWrite ProductKey Retry RunAsAccountUserName RunGuestAccount SecuritySummary
  ServiceDeploymentErrorMessage ServiceId SharePath Shielded SourceObjectType StampId StartAction StartVM Status
  StatusString StopAction Tag TimeSynchronizationEnabled TimeZone TotalSize Undo UndoDisksEnabled UpgradeDomain
  UseCluster UseLAN UserName VMBaseConfigurationId VMCPath VMConfigResource VMConnection VMHostName VMId
  VMNetworkAssignments VMResource VMResourceGroup VMTemplateId VirtualHardDiskId VirtualMachineState
  VirtualizationPlatform WorkGroup`
    .split(/\s+/)
    .map((name) => name.toLowerCase()),
);

/** A member that no VirtualMachine has is refused: passing over it would look like doing it. */
export function checkMembers(members: BodyMembers): void {
  for (const name of members.keys()) if (!KNOWN.has(name)) throw badRequest(`A VirtualMachine has no member ${name}.`);
}

/** Absent and null are null. */
export function textMember(members: BodyMembers, name: string): string | null {
  const value = members.get(name) ?? null;
  if (value === null || typeof value === 'string') return value;
  throw badRequest(`${name} must be text.`);
}

/** A whole number above 0, as a number or, like every Int64, as text. */
export function countMember(members: BodyMembers, name: string): number | null {
  const value = members.get(name) ?? null;
  if (value === null) return null;
  const count = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  if (typeof count === 'number' && Number.isSafeInteger(count) && count > 0) return count;
  throw badRequest(`${name} must be a whole number above 0.`);
}
