import { createVmProvider } from '../../src/providers/wap/vms/create-vm-provider.ts';
import { openFabric } from '../../src/providers/wap/vms/fabric.ts';
import type { VmProvider } from '../../src/providers/vm-provider.ts';
import { startWapTransport, type WapTransport } from './wap-transport.ts';
import { cannedVmm, summaryOf, type CannedVmm } from './wire-machines.ts';

export interface CannedVms extends AsyncDisposable {
  readonly vms: VmProvider;
  /** What was asked, by site: `spf: GET VirtualMachines`. */
  readonly asked: () => readonly string[];
  readonly sites: Readonly<Partial<Record<'spf' | 'tenant', WapTransport>>>;
}

/** A provider of machines in front of canned sites: over SPF where `spf` is given, else over the tenant API. */
export async function startVms(answers: { readonly spf?: CannedVmm; readonly tenant?: CannedVmm }): Promise<CannedVms> {
  const asked: string[] = [];
  const start = (site: 'spf' | 'tenant', vmm: CannedVmm): Promise<WapTransport> => {
    const answer = cannedVmm(vmm);
    return startWapTransport((request, response, index) => {
      asked.push(`${site}: ${summaryOf(request)}`);
      answer(request, response, index);
    });
  };
  const spf = answers.spf && (await start('spf', answers.spf));
  const tenant = answers.tenant && (await start('tenant', answers.tenant));
  return {
    vms: provide(spf, tenant),
    asked: () => asked,
    sites: { ...(spf && { spf }), ...(tenant && { tenant }) },
    async [Symbol.asyncDispose]() {
      await Promise.all([spf?.[Symbol.asyncDispose](), tenant?.[Symbol.asyncDispose]()]);
    },
  };
}

function provide(spf: WapTransport | undefined, tenant: WapTransport | undefined): VmProvider {
  if (spf !== undefined)
    return createVmProvider({
      access: 'spf',
      fabric: openFabric(spf.transport),
      ...(tenant && { tenant: tenant.transport }),
    });
  if (tenant === undefined) throw new Error('a provider of machines needs SPF or a tenant API');
  return createVmProvider({ access: 'tenant', tenant: tenant.transport });
}
