import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import type { VmWish } from '../../src/simulator/vmm/make-vm.ts';
import type { VmView } from '../../src/simulator/vmm/view-vm.ts';
import { BASE_STAMP_ID } from '../../src/simulator/world/seed-ids.ts';
import { runSimulator, type Reply, type RunningSimulator } from './running-simulator.ts';
import { makeVdc, VDC } from './simulated-vdc.ts';

export const ADMIN_VMM = '/services/systemcenter/SC2012R2/VMM/Microsoft.Management.Odata.svc';
export const TENANT_VMM = `/${VDC.subscriptionId}/services/systemcenter/vmm`;

type Ask = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Reply>;

/** One VDC with machines, seen by its owner and by VMM's administrator. */
export interface SimulatedMachines extends RunningSimulator {
  /** By name. */
  readonly id: (name: string) => string;
  readonly key: (name: string) => string;
  /** As the owner, JSON asked for, below the root of VMM. */
  readonly tenant: Ask;
  /** As VMM's administrator, over the pass-through. */
  readonly admin: Ask;
  /** PUT of nothing but the operation, without waiting for the job. */
  readonly operate: (name: string, operation: string) => Promise<Reply>;
  readonly look: (name: string) => VmView | undefined;
}

/** The clock stands still until a test turns it; jobs take a second. */
export async function runMachines(wishes: readonly VmWish[], knobs: KnobSettings = {}): Promise<SimulatedMachines> {
  const wap = await runSimulator(knobs);
  const { simulator } = wap;
  await makeVdc(wap);
  simulator.clock.freeze();
  const ids = new Map(wishes.map((wish) => [wish.name, simulator.byHand.addVm(VDC.subscriptionId, wish)]));
  const id = (name: string): string => ids.get(name) ?? '';
  const key = (name: string): string => machineKey(id(name));
  const ask =
    (site: 'adminApi' | 'tenantApi', root: string): Ask =>
    (method, path, body, headers = {}) =>
      wap.call(method, `${root}/${path}`, body, {
        site,
        headers: { accept: 'application/json', 'x-ms-principal-id': VDC.user, ...headers },
      });
  const tenant = ask('tenantApi', TENANT_VMM);
  return {
    ...wap,
    id,
    key,
    tenant,
    admin: ask('adminApi', ADMIN_VMM),
    operate: (name, operation) => tenant('PUT', `${key(name)}?RunAsynchronously=1`, { Operation: operation }),
    look: (name) => simulator.byHand.listVms(VDC.subscriptionId).find((vm) => vm.name === name),
  };
}

export function machineKey(id: string): string {
  return `VirtualMachines(ID=guid'${id}',StampId=guid'${BASE_STAMP_ID}')`;
}
