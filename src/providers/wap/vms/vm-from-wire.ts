import type { ObservedVm, VmPower } from '../../../model/virtual-machine.ts';
import type { VirtualMachine } from '../client/vm-clouds/virtual-machine.ts';

/** VMM's names of states (wire: vm-clouds 4.5), written out: a pattern such as `…ing` would take in Running and Missing. */
const POWER_OF_STATUS: Readonly<Record<string, VmPower>> = {
  Running: 'running',
  Paused: 'paused',
  PowerOff: 'off',
  Saved: 'saved',
  Stored: 'stored',

  Starting: 'moving',
  PoweringOff: 'moving',
  Saving: 'moving',
  Restoring: 'moving',
  Pausing: 'moving',
  Reset: 'moving',
  DiscardSavedState: 'moving',
  MergingDrives: 'moving',
  DiscardingDrives: 'moving',
  Deleting: 'moving',
  UnderCreation: 'moving',
  UnderTemplateCreation: 'moving',
  UnderUpdate: 'moving',
  UnderReplacement: 'moving',
  UnderMigration: 'moving',
  UnderLiveCloning: 'moving',
  CreatingCheckpoint: 'moving',
  DeletingCheckpoint: 'moving',
  RecoveringCheckpoint: 'moving',
  InitializingCheckpointOperation: 'moving',
  FinishingCheckpointOperation: 'moving',

  CreationFailed: 'broken',
  TemplateCreationFailed: 'broken',
  CustomizationFailed: 'broken',
  UpdateFailed: 'broken',
  ReplacementFailed: 'broken',
  MigrationFailed: 'broken',
  CheckpointFailed: 'broken',
  P2VCreationFailed: 'broken',
  V2VCreationFailed: 'broken',
  Missing: 'broken',
  HostNotResponding: 'broken',
  Unsupported: 'broken',
  UnsupportedSharedFiles: 'broken',
  UnsupportedCluster: 'broken',
  IncompleteVMConfig: 'broken',
  DbOnly: 'broken',
};

const POWERS = new Map(Object.entries(POWER_OF_STATUS).map(([status, power]) => [status.toLowerCase(), power]));

/** A word that nobody knows is trouble, never rest. */
export function powerOf(status: string): VmPower {
  return POWERS.get(status.toLowerCase()) ?? 'broken';
}

export function vmFromWire(wire: VirtualMachine): ObservedVm {
  const { id, stampId, name, status, hasVmAdditions, operatingSystemShutdownEnabled } = wire;
  return {
    id,
    stampId,
    name: name === '' ? id : name,
    power: powerOf(status),
    status,
    // Only a clear no counts: a guest that is not asked to shut down loses what it has not saved.
    hasGuestServices: hasVmAdditions !== false && operatingSystemShutdownEnabled !== false,
    ...(wire.mostRecentTaskId !== null && { lastJobId: wire.mostRecentTaskId }),
    ...(wire.cloudVmRoleName !== null && { roleName: wire.cloudVmRoleName }),
  };
}
