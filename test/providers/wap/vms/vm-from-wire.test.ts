import { describe, expect, it } from 'vitest';
import { virtualMachineFromWire } from '../../../../src/providers/wap/client/vm-clouds/virtual-machine.ts';
import { jobStateFromWire } from '../../../../src/providers/wap/vms/read-vm-job.ts';
import { powerOf, vmFromWire } from '../../../../src/providers/wap/vms/vm-from-wire.ts';
import { guidOf } from '../../../support/wap-rows.ts';
import { STAMP, wireMachine } from '../../../support/wire-machines.ts';

const vm = (members: Readonly<Record<string, unknown>>) => vmFromWire(virtualMachineFromWire(wireMachine(1, members)));

describe('the state of a machine', () => {
  it.each([
    ['Running', 'running'],
    ['Paused', 'paused'],
    ['PowerOff', 'off'],
    ['Saved', 'saved'],
    ['Stored', 'stored'],
    ['PoweringOff', 'moving'],
    ['UnderMigration', 'moving'],
    ['FinishingCheckpointOperation', 'moving'],
    ['MigrationFailed', 'broken'],
    ['Missing', 'broken'],
    ['HostNotResponding', 'broken'],
    ['poweroff', 'off'],
  ])('%s is %s', (status, power) => {
    expect(powerOf(status)).toBe(power);
  });

  it.each(['Hibernating', 'Stopped', 'Off', '1', 'constructor'])('%s, which VMM does not use, is trouble', (status) => {
    expect(powerOf(status)).toBe('broken');
  });
});

describe('a machine', () => {
  it('is told in our words, with VMM’s own for people', () => {
    expect(vm({ Status: 'Saving', MostRecentTaskId: guidOf(9), CloudVMRoleName: 'shop' })).toEqual({
      id: guidOf(1),
      stampId: STAMP,
      name: 'web-1',
      power: 'moving',
      status: 'Saving',
      hasGuestServices: true,
      lastJobId: guidOf(9),
      roleName: 'shop',
    });
    expect(vm({})).not.toHaveProperty('roleName');
    expect(vm({})).not.toHaveProperty('lastJobId');
  });

  it.each([
    [{ HasVMAdditions: false }, false],
    [{ OperatingSystemShutdownEnabled: 'False' }, false],
    [{ HasVMAdditions: null, OperatingSystemShutdownEnabled: undefined }, true],
    [{ HasVMAdditions: 'perhaps' }, true],
  ])('with %j has guest services: %j', (members, expected) => {
    expect(vm(members).hasGuestServices).toBe(expected);
  });
});

describe('a job', () => {
  it.each([
    ['Completed', true, 'done'],
    ['SucceedWithInfo', true, 'done'],
    ['Running', false, 'running'],
    ['NotStarted', false, 'running'],
    [null, false, 'running'],
    ['Vanished', true, 'unknown'],
    [null, true, 'unknown'],
  ])('that is %s, completed: %s, is %s', (status, isCompleted, kind) => {
    expect(jobStateFromWire({ status, isCompleted, problem: '' })).toEqual({ kind });
  });

  it.each(['Failed', 'Canceled', 'Invalid'])('that ended as %s has failed, with what VMM says', (status) => {
    expect(jobStateFromWire({ status, isCompleted: true, problem: 'The disk is full.' })).toEqual({
      kind: 'failed',
      message: `VMM ended the job as ${status}. The disk is full.`,
    });
    expect(jobStateFromWire({ status, isCompleted: true, problem: '' })).toEqual({
      kind: 'failed',
      message: `VMM ended the job as ${status}.`,
    });
  });
});
