import { expect, it } from 'vitest';
import { createWapProvider } from '../../../src/providers/wap/create-wap-provider.ts';
import { answerJson } from '../../support/canned-server.ts';
import { startWapTransport } from '../../support/wap-transport.ts';
import { cannedVmm, vdc, wireMachine } from '../../support/wire-machines.ts';

const signal = new AbortController().signal;
const question = { kind: 'vms', ...vdc } as const;

/** Three sites, of which each shows a machine of its own. */
async function provide(sites: readonly ('tenant' | 'spf')[]) {
  const admin = await startWapTransport((_, response) => answerJson(response, []));
  const tenant = await startWapTransport(cannedVmm({ GET: { value: [wireMachine(1, { Name: 'by tenant' })] } }));
  const spf = await startWapTransport(cannedVmm({ GET: { value: [wireMachine(2, { Name: 'by SPF' })] } }));
  const provider = createWapProvider({
    admin: admin.transport,
    ...(sites.includes('tenant') && { tenant: tenant.transport }),
    ...(sites.includes('spf') && { spf: spf.transport }),
    now: () => 0,
    sleep: async () => undefined,
    closeLogin: () => undefined,
  });
  return {
    provider,
    async [Symbol.asyncDispose]() {
      await provider.close();
      await Promise.all([admin, tenant, spf].map((site) => site[Symbol.asyncDispose]()));
    },
  };
}

it.each([
  [['tenant'], 'tenant', 'by tenant'],
  [['spf'], 'spf', 'by SPF'],
  [['tenant', 'spf'], 'spf', 'by SPF'],
] as const)('with %j it reaches machines over %s', async (sites, access, name) => {
  await using wap = await provide(sites);
  expect(wap.provider.vms?.access).toBe(access);
  const { vms } = await wap.provider.observeCloser([question], signal);
  expect(vms.get(vdc.subscriptionId)).toMatchObject({ vms: [{ name }] });
});

it('reaches no machines without a way to them, and says so', async () => {
  await using wap = await provide([]);
  expect(wap.provider.vms).toBeUndefined();
  const { vms } = await wap.provider.observeCloser([question], signal);
  expect(vms.get(vdc.subscriptionId)).toEqual({ unread: expect.stringContaining('neither wap.tenantApi nor wap.spf') });
});
