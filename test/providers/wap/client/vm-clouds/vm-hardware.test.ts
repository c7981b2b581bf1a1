import { expect, it } from 'vitest';
import { listVmHardware, vmHardwareFromWire } from '../../../../../src/providers/wap/client/vm-clouds/vm-hardware.ts';
import { createVmmDialect, fabricScope } from '../../../../../src/providers/wap/client/vm-clouds/vmm-scope.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';
import { atomEntry, atomFeed, refuse, STAMP, SUBSCRIPTION, wireMachine } from '../../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const GIB = 1024 ** 3;

async function list(answer: CannedAnswer) {
  await using vmm = await startWapTransport(answer);
  const machines = await listVmHardware(fabricScope(vmm.transport, createVmmDialect()), signal);
  return { machines, urls: vmm.server.requests.map(({ url }) => url) };
}

const disks = (...sizes: readonly unknown[]) =>
  sizes.map((MaximumSize) => ({ ID: guidOf(0xd), MaximumSize, Size: '1' }));

it('lists machines with their disks, as provisioned', async () => {
  const row = wireMachine(1, { VirtualHardDisks: disks(String(40 * GIB), 2 * GIB), Memory: '4096' });
  const { machines, urls } = await list((_, response) => answerJson(response, { value: [row, row] }));
  expect(urls[0]).toContain('DynamicMemoryMaximumMB%2CVirtualHardDisks&$expand=VirtualHardDisks');
  expect(machines).toEqual([
    {
      id: guidOf(1),
      stampId: STAMP,
      status: 'Running',
      ownerRoleId: SUBSCRIPTION,
      cpuCount: 2,
      memoryMb: 4096,
      diskBytes: 42 * GIB,
    },
  ]);
});

it('goes on without a choice of members, but with the disks', async () => {
  const { machines, urls } = await list((request, response, index) =>
    request.url.includes('$select')
      ? refuse(400)(request, response, index)
      : answerJson(response, { value: [wireMachine(1, { VirtualHardDisks: [] })] }),
  );
  expect(machines).toMatchObject([{ diskBytes: 0 }]);
  expect(urls[1]).toMatch(/VirtualMachines\?\$expand=VirtualHardDisks$/);
});

it('takes the most that dynamic memory may become', () => {
  const dynamic = wireMachine(1, { DynamicMemoryEnabled: true, Memory: 512, DynamicMemoryMaximumMB: 8192 });
  expect(vmHardwareFromWire(dynamic)).toMatchObject({ memoryMb: 8192 });
  expect(vmHardwareFromWire({ ...dynamic, DynamicMemoryMaximumMB: null })).toMatchObject({ memoryMb: null });
});

it('does not take for nothing what is not said', () => {
  const { CPUCount: _, Memory: __, ...bare } = wireMachine(1);
  expect(vmHardwareFromWire(bare)).toMatchObject({ cpuCount: null, memoryMb: null, diskBytes: null });
  expect(vmHardwareFromWire(wireMachine(1, { VirtualHardDisks: disks('1', null) }))).toMatchObject({ diskBytes: null });
  expect(vmHardwareFromWire(wireMachine(1, { VirtualHardDisks: { __deferred: {} } }))).toMatchObject({
    diskBytes: null,
  });
  expect(vmHardwareFromWire(wireMachine(1, { VirtualHardDisks: { results: disks('7') } }))).toMatchObject({
    diskBytes: 7,
  });
});

it('reads disks that stand in an Atom entry', async () => {
  const properties = `<d:ID>${guidOf(1)}</d:ID><d:StampId>${STAMP}</d:StampId><d:Status>PowerOff</d:Status><d:Owner><d:RoleID>${SUBSCRIPTION}</d:RoleID></d:Owner>`;
  const disk = atomEntry(`<d:MaximumSize m:type="Edm.Int64">${5 * GIB}</d:MaximumSize>`);
  const link = (inline: string): string =>
    `<link rel="edit" title="VirtualMachine" href="x"/><link rel="r/VirtualHardDisks" title="VirtualHardDisks"><m:inline>${inline}</m:inline></link>`;
  const { machines } = await list((_, response) =>
    response.end(
      atomFeed(
        atomEntry(properties, link(`<feed><title/>${disk}${disk}</feed>`)),
        atomEntry(properties.replace(guidOf(1), guidOf(2)), link('<feed><title/></feed>')),
        atomEntry(properties.replace(guidOf(1), guidOf(3))),
      ),
    ),
  );
  expect(machines.map(({ diskBytes }) => diskBytes)).toEqual([10 * GIB, 0, null]);
});
