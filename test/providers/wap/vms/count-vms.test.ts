import { describe, expect, it } from 'vitest';
import { provideMachines, simulatedVdc } from '../../../support/provided-machines.ts';

const { signal } = new AbortController();
const wishes = [{ name: 'web' }, { name: 'old', status: 'PowerOff' }, { name: 'lib', status: 'Stored' }];

describe('how many machines VMM counts of a VDC', () => {
  it.each(['tenant', 'spf'] as const)(
    'is known over %s, whatever lists say, and without those in the library',
    async (access) => {
      await using machines = await provideMachines(access, wishes);
      machines.simulator.faults.add({ name: 'empty-list', route: '*VirtualMachines*' });
      expect(await machines.vms.list(simulatedVdc, signal)).toEqual([]);
      expect(await machines.vms.count(simulatedVdc, signal)).toBe(2);
    },
  );

  it.each(['zero', 'null'] as const)('is none where nothing is in use, told as %s', async (zero) => {
    await using machines = await provideMachines('tenant', [], { 'zero-use': zero });
    expect(await machines.vms.count(simulatedVdc, signal)).toBe(0);
  });

  it.each(['empty', 'refuses'] as const)(
    'is not known over SPF that says nothing of roles (%s), but by the tenant API',
    async (how) => {
      await using machines = await provideMachines('spf', wishes, { 'unscoped-use': how });
      expect(await machines.vms.count(simulatedVdc, signal)).toBe('uncounted');
      expect(await machines.both.count(simulatedVdc, signal)).toBe(2);
      machines.simulator.byHand.suspend(simulatedVdc.subscriptionId);
      expect(await machines.both.count(simulatedVdc, signal)).toBe('uncounted');
    },
  );

  it.each(['tenant', 'spf'] as const)(
    'is not believed to be nothing over %s when VMM shows nothing at all',
    async (access) => {
      await using machines = await provideMachines(access, wishes);
      machines.simulator.faults.add({ name: 'empty-list' });
      expect(await machines.vms.count(simulatedVdc, signal)).toBe('nothing-shown');
    },
  );

  it.each(['tenant', 'spf'] as const)('is an error over %s while VMM cannot be asked', async (access) => {
    await using machines = await provideMachines(access, wishes);
    machines.simulator.faults.add({ name: 'html-200', route: '*QuotaAndUsageComponents*' });
    await expect(machines.vms.count(simulatedVdc, signal)).rejects.toMatchObject({ code: 'WAP_NOT_JSON' });
  });
});
