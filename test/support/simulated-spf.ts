import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import type { VmWish } from '../../src/simulator/vmm/make-vm.ts';
import type { Reply } from './running-simulator.ts';
import { runMachines, type SimulatedMachines } from './simulated-machines.ts';
import { VDC } from './simulated-vdc.ts';

const SERVICE = 'Microsoft.Management.Odata.svc';
export const WHOLE_VMM = `/SC2012R2/VMM/${SERVICE}`;
export const TENANT_OF_SPF = `/SC2012R2/VMM/${VDC.subscriptionId}/${SERVICE}`;
export const SPF_ADMIN = `/SC2012R2/Admin/${SERVICE}`;

export const SPF_PASSWORD = 'simulated-Passw0rd';

/** As HTTP Basic has it. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

export interface SimulatedSpf extends SimulatedMachines {
  /** As CORP\svc-spf by Basic, JSON asked for; headers of null are left out. */
  readonly spf: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Reply>;
}

export async function runSpf(wishes: readonly VmWish[] = [], knobs: KnobSettings = {}): Promise<SimulatedSpf> {
  const machines = await runMachines(wishes, knobs);
  return {
    ...machines,
    spf: (method, path, body, headers = {}) =>
      machines.call(method, path, body, {
        site: 'spf',
        token: null,
        headers: {
          accept: 'application/json',
          authorization: basic(String.raw`CORP\svc-spf`, SPF_PASSWORD),
          'x-ms-principal-id': 'vdc-controller',
          ...headers,
        },
      }),
  };
}
