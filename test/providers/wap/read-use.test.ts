import { describe, expect, it } from 'vitest';
import { addUpUse } from '../../../src/providers/wap/add-up-use.ts';
import { vmHardwareFromWire } from '../../../src/providers/wap/client/vm-clouds/vm-hardware.ts';
import { readUse } from '../../../src/providers/wap/read-use.ts';
import { openFabric } from '../../../src/providers/wap/vms/fabric.ts';
import type { CannedAnswer } from '../../support/canned-server.ts';
import { guidOf } from '../../support/wap-rows.ts';
import { startWapTransport } from '../../support/wap-transport.ts';
import {
  cannedVmm,
  OTHER_SUBSCRIPTION,
  ownedBy,
  refuse,
  STAMP,
  SUBSCRIPTION,
  summaryOf,
  vdc,
  wireMachine,
  type CannedVmm,
} from '../../support/wire-machines.ts';

const signal = new AbortController().signal;
const question = { ...vdc, cloudId: guidOf(0xc), stampId: STAMP };
const GIB = 1024 ** 3;

/** Reads the use of one VDC, once or more often at one time, and tells what was asked of whom. */
async function read(sites: { readonly tenant?: CannedVmm; readonly spf?: CannedVmm }, times = 1) {
  const asked: string[] = [];
  const noting =
    (site: string, answers: CannedVmm): CannedAnswer =>
    (request, response, index) => {
      asked.push(`${site}: ${summaryOf(request).replace(/\(.*\)/, '')}`);
      cannedVmm(answers)(request, response, index);
    };
  await using tenant = await startWapTransport(noting('tenant', sites.tenant ?? {}));
  await using spf = await startWapTransport(noting('spf', sites.spf ?? {}));
  const doors = {
    ...(sites.tenant && { tenant: tenant.transport }),
    ...(sites.spf && { fabric: openFabric(spf.transport) }),
  };
  const answers = await Promise.all(Array.from({ length: times }, () => readUse(question, doors, signal)));
  return { answer: answers[0], asked, spfUrl: decodeURIComponent(spf.server.requests[0]?.url ?? '') };
}

const component = (QuotaDimension: string, UserRoleUsage: unknown, UserRoleID?: string) => ({
  QuotaDimension,
  UserRoleUsage,
  UserRoleID,
});
const four = (role?: string) =>
  [component('VMCount', 3, role), component('CpuCount', '8', role), component('MemoryMB', 12_288, role)].concat(
    component('StorageGB', 119.5, role),
  );
const counted = { use: { vms: 3, cpu: 8, ramMib: 12_288, diskGib: 120 } };
const count = (...rows: readonly unknown[]) => ({ 'GET Clouds(': { value: rows } });

const disk = (gib: number) => ({ MaximumSize: String(gib * GIB) });
const machines = {
  'GET VirtualMachines': {
    value: [
      wireMachine(1, { VirtualHardDisks: [disk(40), disk(0.5)] }),
      wireMachine(2, { Status: 'PowerOff', VirtualHardDisks: [disk(10)] }),
      wireMachine(3, { Status: 'Stored', VirtualHardDisks: [disk(99)] }),
      wireMachine(4, { Owner: ownedBy(SUBSCRIPTION), VirtualHardDisks: [] }),
    ],
  },
};
const addedUp = { use: { vms: 3, cpu: 6, ramMib: 12_288, diskGib: 51 } };

describe('the use of a VDC', () => {
  it('is what VMM counts for its tenant, and SPF is not asked', async () => {
    const { answer, asked } = await read({ tenant: count(...four()), spf: count() });
    expect(answer).toEqual(counted);
    expect(asked).toEqual(['tenant: GET Clouds/QuotaAndUsageComponents']);
  });

  it.each([
    ['404', refuse(404)],
    ['400', refuse(400)],
    ['nothing', { value: [] }],
  ])('is added up where VMM answers with %s', async (_, answered) => {
    const { answer, asked } = await read({ tenant: { 'GET Clouds(': answered, ...machines } });
    expect(answer).toEqual(addedUp);
    expect(asked.at(-1)).toBe('tenant: GET VirtualMachines');
  });

  it('is added up in the dimension that VMM leaves out', async () => {
    const { answer } = await read({ tenant: { ...count(...four().slice(0, 3)), ...machines } });
    expect(answer).toEqual({ use: { ...counted.use, diskGib: 51 } });
  });

  it('lacks a dimension where nobody tells it', async () => {
    const { answer } = await read({ tenant: { ...count(...four().slice(0, 3)), 'GET VirtualMachines': refuse(500) } });
    expect(answer).toEqual({ use: { vms: 3, cpu: 8, ramMib: 12_288 } });
  });

  it('is asked over SPF when the tenant is locked out, for its role only', async () => {
    const rows = [...four(SUBSCRIPTION.toUpperCase()), component('CpuCount', 99, OTHER_SUBSCRIPTION)];
    const { answer, asked, spfUrl } = await read({ tenant: { GET: refuse(403) }, spf: count(...rows) });
    expect(answer).toEqual(counted);
    expect(asked).toEqual(['tenant: GET Clouds/QuotaAndUsageComponents', 'spf: GET Clouds/QuotaAndUsageComponents']);
    expect(spfUrl).toContain(
      `/Clouds(ID=guid'${question.cloudId}',StampId=guid'${STAMP}')/QuotaAndUsageComponents?$filter=UserRoleID eq guid'${SUBSCRIPTION}'`,
    );
  });

  it.each([404, 409])('is asked over SPF when a locked out tenant is answered %i to everything', async (status) => {
    const { answer } = await read({ tenant: { GET: refuse(status) }, spf: count(...four(SUBSCRIPTION)) });
    expect(answer).toEqual(counted);
  });

  it.each([
    ['carry no role', count(...four())],
    ['are of another role', count(...four(OTHER_SUBSCRIPTION))],
    ['are refused', { 'GET Clouds(': refuse(400) }],
  ])('is added up over SPF where rows %s', async (_, answered) => {
    const foreign = wireMachine(9, { Owner: ownedBy(OTHER_SUBSCRIPTION), VirtualHardDisks: [disk(500)] });
    const value = [...machines['GET VirtualMachines'].value, foreign, wireMachine(8, { Owner: null })];
    const { answer } = await read({ spf: { ...answered, 'GET VirtualMachines': { value } } });
    expect(answer).toEqual(addedUp);
  });

  it('is added up for many from one listing of SPF', async () => {
    const { asked } = await read({ spf: { ...count(), ...machines } }, 5);
    expect(asked.filter((one) => one === 'spf: GET VirtualMachines').length).toBeLessThanOrEqual(2);
  });

  it('is unread, for the last reason, where nobody tells it', async () => {
    const sites = { tenant: { GET: refuse(403, 'suspended') }, spf: { GET: refuse(409, 'the fabric is away') } };
    expect((await read(sites)).answer).toEqual({ unread: expect.stringContaining('the fabric is away') });
    expect((await read({ tenant: sites.tenant })).answer).toEqual({ unread: expect.stringContaining('suspended') });
  });

  it('is unread without a way to it, or without its cloud', async () => {
    expect((await read({})).answer).toEqual({ unread: 'the settings name neither wap.tenantApi nor wap.spf' });
    await using spf = await startWapTransport(refuse(404));
    const doors = { fabric: openFabric(spf.transport) };
    expect(await readUse(vdc, doors, signal)).toEqual({ unread: 'the cloud of its hosting plan is not known' });
  });
});

describe('machines that are added up', () => {
  const hardware = (members: Readonly<Record<string, unknown>>) =>
    vmHardwareFromWire(wireMachine(1, { VirtualHardDisks: [disk(1)], ...members }));

  it('leave a dimension open that one of them does not tell', () => {
    expect(addUpUse([hardware({}), hardware({ VirtualHardDisks: undefined })])).toEqual({
      vms: 2,
      cpu: 4,
      ramMib: 8192,
    });
    expect(addUpUse([hardware({ CPUCount: null, Memory: null })])).toEqual({ vms: 1, diskGib: 1 });
  });

  it('need tell nothing from the library, and none is nothing', () => {
    expect(addUpUse([hardware({ Status: 'Stored', VirtualHardDisks: undefined })])).toEqual(addUpUse([]));
    expect(addUpUse([])).toEqual({ vms: 0, cpu: 0, ramMib: 0, diskGib: 0 });
  });
});
