import { describe, expect, it } from 'vitest';
import type { ObservedVm, VmOperation } from '../../../../src/model/virtual-machine.ts';
import { readUse } from '../../../../src/providers/wap/read-use.ts';
import { BASE_CLOUD_ID } from '../../../../src/simulator/world/seed-ids.ts';
import {
  provideMachines,
  simulatedStamp,
  simulatedVdc,
  type ProvidedMachines,
} from '../../../support/provided-machines.ts';

const signal = new AbortController().signal;
const question = { ...simulatedVdc, cloudId: BASE_CLOUD_ID, stampId: simulatedStamp };

async function the(wap: ProvidedMachines, name: string): Promise<ObservedVm> {
  const found = (await wap.vms.list(simulatedVdc, signal)).find((vm) => vm.name === name);
  if (found === undefined) throw new Error(`no machine ${name}`);
  return found;
}

async function powers(wap: ProvidedMachines): Promise<readonly string[]> {
  return (await wap.vms.list(simulatedVdc, signal)).map(({ name, power }) => `${name} ${power}`).sort();
}

/** Asks, waits, and tells the state on the way, how the job ended, and the state afterwards. */
async function perform(wap: ProvidedMachines, name: string, operation: VmOperation) {
  const vm = await the(wap, name);
  const answer = await wap.vms.operate(simulatedVdc, vm, operation, signal);
  const through = (await the(wap, name)).power;
  wap.simulator.clock.advance(10_000);
  const jobId = answer.kind === 'asked' ? answer.jobId : undefined;
  const job = jobId === undefined ? undefined : await wap.vms.readJob(simulatedVdc, { ...vm, id: jobId }, signal);
  return [answer.kind, through, job?.kind, (await the(wap, name)).power];
}

describe.each(['tenant', 'spf'] as const)('over %s, the simulator', (access) => {
  it('shows the machines of one VDC as they are', async () => {
    await using wap = await provideMachines(access, [
      { name: 'a', status: 'Running', hasVmAdditions: false },
      { name: 'b', status: 'UpdateFailed', roleName: 'shop' },
      { name: 'c', status: 'Saved' },
    ]);
    expect(await powers(wap)).toEqual(['a running', 'b broken', 'c saved']);
    expect(await the(wap, 'a')).toMatchObject({ id: wap.id('a'), stampId: simulatedStamp, hasGuestServices: false });
    expect(await the(wap, 'b')).toMatchObject({ roleName: 'shop', status: 'UpdateFailed', hasGuestServices: true });
  });

  it.each([
    { 'vm-select': 'refuse' },
    { 'vm-select': 'ignore', 'odata-numbers': 'strings' },
    { 'vmm-page-size': 1 },
    { 'put-vm': 'reset', 'operation-case': 'exact' },
  ] as const)('is understood with %j', async (knobs) => {
    await using wap = await provideMachines(access, [{ name: 'a' }, { name: 'b', status: 'PowerOff' }], knobs);
    expect(await powers(wap)).toEqual(['a running', 'b off']);
    expect(await perform(wap, 'b', 'start')).toEqual(['asked', 'moving', 'done', 'running']);
    expect(await powers(wap)).toEqual(['a running', 'b running']);
  });

  it('takes every operation, through its states and by a job', async () => {
    await using wap = await provideMachines(access, [{ name: 'a' }]);
    expect(await perform(wap, 'a', 'pause')).toEqual(['asked', 'moving', 'done', 'paused']);
    expect(await perform(wap, 'a', 'resume')).toEqual(['asked', expect.any(String), 'done', 'running']);
    expect(await perform(wap, 'a', 'shutdown')).toEqual(['asked', 'moving', 'done', 'off']);
    expect(await perform(wap, 'a', 'start')).toEqual(['asked', 'moving', 'done', 'running']);
    expect(await perform(wap, 'a', 'stop')).toEqual(['asked', 'moving', 'done', 'off']);
    expect((await perform(wap, 'a', 'stop'))[0]).toBe('refused');
  });

  it('fails a job that its guest does not answer, in words of its own', async () => {
    await using wap = await provideMachines(access, [{ name: 'a', ignoresShutdown: true }]);
    const vm = await the(wap, 'a');
    const asked = await wap.vms.operate(simulatedVdc, vm, 'shutdown', signal);
    wap.simulator.clock.advance(600_000);
    const job = { ...vm, id: asked.kind === 'asked' ? (asked.jobId ?? '') : '' };
    const state = await wap.vms.readJob(simulatedVdc, job, signal);
    expect(state).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/^VMM ended the job as Failed\. \S/),
    });
    expect(JSON.stringify(state)).not.toContain('never-to-be-seen');
    expect((await the(wap, 'a')).power).toBe('running');
  });

  it('deletes a machine that is off, which is then gone', async () => {
    await using wap = await provideMachines(access, [{ name: 'a', status: 'PowerOff' }, { name: 'b' }]);
    const [a, b] = [await the(wap, 'a'), await the(wap, 'b')];
    expect((await wap.vms.remove(simulatedVdc, b, signal)).kind).toBe('refused');
    expect((await wap.vms.remove(simulatedVdc, a, signal)).kind).toBe('asked');
    wap.simulator.clock.advance(10_000);
    expect([...(await wap.vms.look(simulatedVdc, [a, b], signal)).vms.keys()]).toEqual([b.id]);
    expect(await wap.vms.remove(simulatedVdc, a, signal)).toEqual({ kind: 'asked' });
  });

  it('shows the networks that are the customer’s, and lets go of them', async () => {
    await using wap = await provideMachines(access, []);
    wap.simulator.byHand.addVmNetwork(simulatedVdc.subscriptionId, { name: 'dmz' });
    wap.simulator.byHand.addVmNetwork(null, { name: 'for nobody' });
    const left = await wap.vms.listLeftovers(simulatedVdc, signal);
    expect(left).toMatchObject([{ kind: 'network', name: 'dmz', stampId: simulatedStamp }]);
    for (const one of left) expect((await wap.vms.removeLeftover(simulatedVdc, one, signal)).kind).toBe('asked');
    wap.simulator.clock.advance(10_000);
    expect(await wap.vms.listLeftovers(simulatedVdc, signal)).toEqual([]);
  });

  it.each(['answers', 'empty', 'refuses'] as const)(
    'tells the same use, where the count over all %s',
    async (count) => {
      const wishes = [
        { name: 'a', cpus: 2, memoryMb: 2048, diskGb: 40 },
        { name: 'b', cpus: 4, memoryMb: 4096, diskGb: 60, status: 'PowerOff' },
        { name: 'c', cpus: 8, memoryMb: 8192, diskGb: 80, status: 'Stored' },
      ];
      await using wap = await provideMachines(access, wishes, { 'unscoped-use': count });
      const doors = access === 'spf' ? { fabric: wap.fabric } : { tenant: wap.tenantApi };
      expect(await readUse(question, doors, signal)).toEqual({ use: { vms: 2, cpu: 6, ramMib: 6144, diskGib: 100 } });
    },
  );
});

describe('a suspended VDC of the simulator', () => {
  it.each(['403', '404', '409'] as const)(
    'is closed to its tenant, who is told %s, and open over SPF',
    async (status) => {
      await using wap = await provideMachines('spf', [{ name: 'a' }], { 'suspended-tenant-status': status });
      const before = await readUse(question, { tenant: wap.tenantApi, fabric: wap.fabric }, signal);
      wap.simulator.byHand.suspend(simulatedVdc.subscriptionId);
      expect(await readUse(question, { tenant: wap.tenantApi }, signal)).toHaveProperty('unread');
      expect(await readUse(question, { tenant: wap.tenantApi, fabric: wap.fabric }, signal)).toEqual(before);
      expect(await powers(wap)).toEqual(['a running']);
      expect(await perform(wap, 'a', 'save')).toEqual(['asked', 'moving', 'done', 'saved']);
      await using locked = await provideMachines('tenant', [{ name: 'a' }], { 'suspended-tenant-status': status });
      const vm = await the(locked, 'a');
      locked.simulator.byHand.suspend(simulatedVdc.subscriptionId);
      await expect(locked.vms.look(simulatedVdc, [vm], signal)).rejects.toThrow(status);
      await expect(locked.vms.listLeftovers(simulatedVdc, signal)).rejects.toThrow(status);
    },
  );
});

describe('a VM role of the simulator', () => {
  const VDC_ID = simulatedVdc.subscriptionId;
  const addShop = (wap: ProvidedMachines) =>
    wap.simulator.byHand.addRole(VDC_ID, 'shop', { machines: [{ name: 'shop-1' }] });

  it.each(['202', '204'] as const)('is the way to its machines where VMM refuses them, answered %s', async (status) => {
    const knobs = { 'operation-on-role-vms': 'bad-request', 'role-write-status': status } as const;
    await using wap = await provideMachines('tenant', [], knobs);
    addShop(wap);
    expect((await the(wap, 'shop-1')).roleName).toBe('shop');
    expect(await perform(wap, 'shop-1', 'shutdown')).toEqual(['asked', 'moving', undefined, 'off']);
    expect(await perform(wap, 'shop-1', 'start')).toEqual(['asked', 'moving', undefined, 'running']);
    expect((await perform(wap, 'shop-1', 'save'))[0]).toBe('refused');
  });

  it('is a way over SPF too, as long as the tenant is let in', async () => {
    await using wap = await provideMachines('spf', [], { 'operation-on-role-vms': 'bad-request' });
    addShop(wap);
    expect((await perform(wap, 'shop-1', 'stop'))[0]).toBe('refused');
    expect(await perform({ ...wap, vms: wap.both }, 'shop-1', 'stop')).toEqual(['asked', 'moving', undefined, 'off']);
  });

  it('goes with its machines', async () => {
    await using wap = await provideMachines('tenant', []);
    addShop(wap);
    const left = await wap.vms.listLeftovers(simulatedVdc, signal);
    expect(left).toEqual([{ kind: 'vm-role', id: 'shop', name: 'shop' }]);
    for (const role of left) expect((await wap.vms.removeLeftover(simulatedVdc, role, signal)).kind).toBe('asked');
    wap.simulator.clock.advance(60_000);
    expect(await wap.vms.listLeftovers(simulatedVdc, signal)).toEqual([]);
    expect(await powers(wap)).toEqual([]);
  });

  it.each(['403', '404', '409'] as const)('is out of sight over SPF once its tenant is told %s', async (status) => {
    await using wap = await provideMachines('spf', [], { 'suspended-tenant-status': status });
    addShop(wap);
    expect(await wap.both.listLeftovers(simulatedVdc, signal)).toHaveLength(1);
    wap.simulator.byHand.suspend(VDC_ID);
    expect(await wap.both.listLeftovers(simulatedVdc, signal)).toEqual([]);
    expect(await powers(wap)).toEqual(['shop-1 running']);
  });
});
