/** What one `Operation` does (wire: vm-clouds 4.2): from which states, through which, to which. */
export interface OperationRule {
  readonly word: string;
  readonly from: readonly string[];
  /** null: it shows nothing on the way. */
  readonly through: string | null;
  /** null: it stays as it was. */
  readonly to: string | null;
  /** What a plan must allow its tenants for it; all of them. */
  readonly actions: readonly string[];
  /** Texts of the job. */
  readonly title: string;
  readonly cmdlet: string;
}

export const BROKEN = [
  'CreationFailed',
  'TemplateCreationFailed',
  'CustomizationFailed',
  'UpdateFailed',
  'ReplacementFailed',
  'MigrationFailed',
  'CheckpointFailed',
  'Missing',
  'HostNotResponding',
  'Unsupported',
  'UnsupportedSharedFiles',
  'UnsupportedCluster',
  'IncompleteVMConfig',
  'DbOnly',
  'P2VCreationFailed',
  'V2VCreationFailed',
] as const;
export const SETTLED_STATES = ['Running', 'Paused', 'PowerOff', 'Saved', 'Stored'] as const;
const MOVING = [
  'Starting',
  'PoweringOff',
  'Saving',
  'Restoring',
  'Pausing',
  'Reset',
  'DiscardSavedState',
  'MergingDrives',
  'DiscardingDrives',
  'Deleting',
  'UnderCreation',
  'UnderTemplateCreation',
  'UnderUpdate',
  'UnderReplacement',
  'UnderMigration',
  'UnderLiveCloning',
  'CreatingCheckpoint',
  'DeletingCheckpoint',
  'RecoveringCheckpoint',
  'InitializingCheckpointOperation',
  'FinishingCheckpointOperation',
] as const;
/** Every word of `Status` (wire: vm-clouds 4.5). */
export const VM_STATUSES: readonly string[] = [...SETTLED_STATES, ...MOVING, ...BROKEN];

const rule = (
  word: string,
  from: readonly string[],
  through: string | null,
  to: string | null,
  actions: readonly string[],
  texts: readonly [title: string, cmdlet: string],
): OperationRule => ({ word, from, through, to, actions, title: texts[0], cmdlet: texts[1] });

/** Resume of a saved machine is Start, and its way is another: the second rule of a word is tried when the first does not fit. */
export const OPERATIONS: readonly OperationRule[] = [
  rule('Start', ['PowerOff'], 'Starting', 'Running', ['Start'], ['Start virtual machine', 'Start-SCVirtualMachine']),
  rule('Start', ['Saved'], 'Restoring', 'Running', ['Start'], ['Start virtual machine', 'Start-SCVirtualMachine']),
  rule(
    'Stop',
    ['Running', 'Paused'],
    'PoweringOff',
    'PowerOff',
    ['Stop'],
    ['Stop virtual machine', 'Stop-SCVirtualMachine'],
  ),
  rule(
    'Shutdown',
    ['Running'],
    'PoweringOff',
    'PowerOff',
    ['Shutdown'],
    ['Shut down virtual machine', 'Stop-SCVirtualMachine'],
  ),
  rule(
    'Suspend',
    ['Running'],
    'Pausing',
    'Paused',
    ['PauseAndResume'],
    ['Pause virtual machine', 'Suspend-SCVirtualMachine'],
  ),
  rule(
    'Resume',
    ['Paused'],
    null,
    'Running',
    ['PauseAndResume'],
    ['Resume virtual machine', 'Resume-SCVirtualMachine'],
  ),
  rule(
    'Reset',
    ['Running'],
    'Reset',
    'Running',
    ['Start', 'Stop'],
    ['Reset virtual machine', 'Reset-SCVirtualMachine'],
  ),
  rule(
    'SaveState',
    ['Running', 'Paused'],
    'Saving',
    'Saved',
    ['Save'],
    ['Save state of virtual machine', 'Save-SCVirtualMachine'],
  ),
  rule(
    'DiscardSavedState',
    ['Saved'],
    'DiscardSavedState',
    'PowerOff',
    ['Save'],
    ['Discard saved state of virtual machine', 'DiscardSavedState-SCVirtualMachine'],
  ),
  rule('Repair', BROKEN, null, 'PowerOff', [], ['Repair virtual machine', 'Repair-SCVirtualMachine']),
  rule('Refresh', VM_STATUSES, null, null, [], ['Refresh virtual machine', 'Read-SCVirtualMachine']),
  rule(
    'Store',
    ['PowerOff', 'Saved'],
    'UnderMigration',
    'Stored',
    ['Store'],
    ['Store virtual machine', 'Move-SCVirtualMachine'],
  ),
  rule(
    'Deploy',
    ['Stored'],
    'UnderMigration',
    'PowerOff',
    ['Store'],
    ['Deploy virtual machine', 'Move-SCVirtualMachine'],
  ),
];

/** Work that is no `Operation`, and the states from which a machine can be deleted. */
export const CREATE = rule(
  'Create',
  [],
  'UnderCreation',
  'PowerOff',
  ['Create'],
  ['Create virtual machine', 'New-SCVirtualMachine'],
);
export const REMOVE = rule(
  'Remove',
  ['PowerOff', 'Saved', 'Stored', ...BROKEN],
  'Deleting',
  null,
  ['Remove'],
  ['Remove virtual machine', 'Remove-SCVirtualMachine'],
);
export const SET = rule(
  'Set',
  VM_STATUSES,
  null,
  null,
  ['Author'],
  ['Change properties of virtual machine', 'Set-SCVirtualMachine'],
);

/** Work that is not on one machine. */
export const REMOVE_VM_NETWORK = 'RemoveVMNetwork';
export const REMOVE_CLOUD_SERVICE = 'RemoveCloudService';

export function jobTexts(word: string): Pick<OperationRule, 'title' | 'cmdlet'> {
  if (word === REMOVE_VM_NETWORK) return { title: 'Remove VM network', cmdlet: 'Remove-SCVMNetwork' };
  if (word === REMOVE_CLOUD_SERVICE) return { title: 'Remove cloud service', cmdlet: 'Remove-CloudService' };
  return [...OPERATIONS, CREATE, REMOVE, SET].find((each) => each.word === word) ?? SET;
}
