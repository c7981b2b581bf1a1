import type { KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import type { VmWish } from '../../src/simulator/vmm/make-vm.ts';
import { BASE_STAMP_ID } from '../../src/simulator/world/seed-ids.ts';
import { createTransport } from '../../src/providers/wap/client/http/create-transport.ts';
import type { Transport } from '../../src/providers/wap/client/http/transport.ts';
import { createVmProvider } from '../../src/providers/wap/vms/create-vm-provider.ts';
import { openFabric, type Fabric } from '../../src/providers/wap/vms/fabric.ts';
import type { VmProvider } from '../../src/providers/vm-provider.ts';
import { runMachines, type SimulatedMachines } from './simulated-machines.ts';
import { VDC } from './simulated-vdc.ts';
import { openSpf } from './spf-transport.ts';
import { stillClock } from './wap-transport.ts';

export interface ProvidedMachines extends SimulatedMachines, AsyncDisposable {
  readonly vms: VmProvider;
  /** Over SPF, with the tenant API beside it. */
  readonly both: VmProvider;
  readonly tenantApi: Transport;
  readonly fabric: Fabric;
}

export const simulatedVdc = { subscriptionId: VDC.subscriptionId, owner: VDC.user };
export const simulatedStamp = BASE_STAMP_ID;

/** Our provider of machines in front of the simulator, by one way or the other. */
export async function provideMachines(
  access: VmProvider['access'],
  wishes: readonly VmWish[],
  knobs: KnobSettings = {},
): Promise<ProvidedMachines> {
  const machines = await runMachines(wishes, knobs);
  const { simulator } = machines;
  const { urls, ca } = simulator;
  const clock = stillClock();
  const token = async () => simulator.issueToken();
  const tenantApi = createTransport({
    baseUrl: urls.tenantApi,
    ca,
    purpose: 'the tenant API',
    tokens: { token, renew: token, principal: String.raw`CORP\svc-vdc` },
    concurrency: 4,
    requestsPerSecond: 1_000,
    now: clock.now,
    random: () => 0.5,
    sleep: clock.sleep,
  });
  const account = { username: String.raw`CORP\svc-spf`, password: 'simulated-Passw0rd' };
  const spf = openSpf({ url: urls.spf, ca }, account);
  const fabric = openFabric(spf);
  return {
    ...machines,
    tenantApi,
    fabric,
    vms: createVmProvider(access === 'spf' ? { access, fabric } : { access, tenant: tenantApi }),
    both: createVmProvider({ access: 'spf', fabric, tenant: tenantApi }),
    async [Symbol.asyncDispose]() {
      await Promise.all([tenantApi.close(), spf.close()]);
    },
  };
}
