import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';

/** What nobody knows of VMM: every answer to every such question stands in one of these worlds. */
export const machineWorlds: Readonly<Record<string, KnobSettings>> = {
  'VMM is as the simulator has it': {},
  'what does not fit fails as a job, and a stop may not interrupt a shutdown': {
    'wrong-state-operation': 'failed-job',
    'stop-during-shutdown': 'refuses',
    'action-denied': 'failed-job',
    'delete-running-vm': 'failed-job',
    'quota-exceeded': 'failed-job',
    'start-over-quota': 'refused',
    'role-write-status': '204',
    'tenant-ready-ms': 1_000,
    'spf-auth': 'basic',
  },
  'a guest that does not answer keeps its job for ever, and jobs are not named': {
    'unanswered-shutdown': 'hangs',
    'vm-job-id': 'absent',
    'wrong-state-operation': 'no-op',
    'delete-running-vm': 'conflict',
    'network-deletion': 'last',
    'put-vm': 'reset',
    'vmm-page-size': 2,
    'spf-auth': 'ntlm',
    'spf-principal': 'required',
  },
  'jobs end well though nothing came of them, and answers name other ones': {
    'unanswered-shutdown': 'completes',
    'vm-job-id': 'wrong',
    'vm-select': 'refuse',
    'operation-case': 'any',
    'operation-on-role-vms': 'bad-request',
    'action-denied': 'ignored',
    'unscoped-use': 'empty',
    'stopped-use': 'storage-only',
  },
  'everything may be asked for, and use is counted otherwise': {
    'vm-select': 'ignore',
    'vm-filter': 'any',
    'unscoped-use': 'refuses',
    'memory-use': 'maximum',
    'storage-use': 'used',
    'quota-exceeded': 'conflict',
    'blocking-write-status': '504',
    'admin-path-writes': '403',
    'suspended-tenant-status': '404',
  },
};

/** We neither make machines nor write over the Admin API; what refuses for good is told in stories of its own. */
export const toldElsewhere = [
  'admin-path-writes=allow',
  'quota-exceeded=ignored',
  'network-deletion=refused',
  'spf-no-group-status=401',
];
