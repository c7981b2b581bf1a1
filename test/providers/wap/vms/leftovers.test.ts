import { describe, expect, it } from 'vitest';
import { startVms } from '../../../support/canned-vms.ts';
import { guidOf } from '../../../support/wap-rows.ts';
import {
  accept,
  OTHER_SUBSCRIPTION,
  ownedBy,
  refuse,
  STAMP,
  SUBSCRIPTION,
  vdc,
} from '../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const network = (index: number, owner: unknown) => ({
  ID: guidOf(index),
  StampId: STAMP,
  Name: `net-${index}`,
  Owner: owner,
});
const networks = {
  'GET VMNetworks': {
    value: [network(1, ownedBy(SUBSCRIPTION)), network(2, ownedBy(OTHER_SUBSCRIPTION)), network(3, null)],
  },
};
const services = { 'GET CloudServices': { value: [{ Name: 'shop' }] } };
const clouds = { 'GET Clouds': { value: [{ ID: guidOf(0xc), StampId: STAMP, Name: 'Gold' }] } };
const role = { kind: 'vm-role', id: 'shop', name: 'shop' };
const own = { kind: 'network', id: guidOf(1), stampId: STAMP, name: 'net-1' };

describe('what a VDC holds besides machines', () => {
  it('is its cloud services and its own networks, not those of the provider', async () => {
    await using site = await startVms({ tenant: { ...networks, ...services } });
    expect(await site.vms.listLeftovers(vdc, signal)).toEqual([role, own]);
  });

  it('is its networks alone where only SPF is known', async () => {
    await using site = await startVms({ spf: networks });
    expect(await site.vms.listLeftovers(vdc, signal)).toEqual([own]);
  });

  it('is both over SPF and the tenant API while that is open, and the networks while it is closed', async () => {
    let isActive = true;
    await using site = await startVms({
      spf: networks,
      tenant: {
        GET: ({ url }, response, index) =>
          isActive
            ? response.end(JSON.stringify(url.includes('CloudServices') ? services['GET CloudServices'] : {}))
            : refuse(403)({ method: 'GET', url, headers: {}, body: '' }, response, index),
      },
    });
    expect(await site.vms.listLeftovers(vdc, signal)).toEqual([role, own]);
    isActive = false;
    expect(await site.vms.listLeftovers(vdc, signal)).toEqual([own]);
  });

  it('is nothing of a kind that VMM does not have, as long as it has others', async () => {
    await using site = await startVms({ tenant: clouds });
    expect(await site.vms.listLeftovers(vdc, signal)).toEqual([]);
  });

  it('is not known to a tenant who is told that nothing is there', async () => {
    await using site = await startVms({ tenant: {} });
    await expect(site.vms.listLeftovers(vdc, signal)).rejects.toMatchObject({ code: 'WAP_NOT_FOUND' });
  });

  it.each([400, 403, 409])('is not known where the answer is %i', async (status) => {
    await using site = await startVms({ tenant: { ...clouds, ...services, 'GET VMNetworks': refuse(status) } });
    await expect(site.vms.listLeftovers(vdc, signal)).rejects.toThrow(String(status));
    await using other = await startVms({ tenant: { ...clouds, ...networks, 'GET CloudServices': refuse(status) } });
    await expect(other.vms.listLeftovers(vdc, signal)).rejects.toThrow(String(status));
  });
});

describe('what is left of a VDC', () => {
  const [shop, net] = [
    { ...role, kind: 'vm-role' as const },
    { ...own, kind: 'network' as const },
  ];

  it('is deleted where it is', async () => {
    await using site = await startVms({ spf: { DELETE: accept(guidOf(9)) }, tenant: { DELETE: accept(guidOf(9)) } });
    expect(await site.vms.removeLeftover(vdc, shop, signal)).toEqual({ kind: 'asked' });
    expect(await site.vms.removeLeftover(vdc, net, signal)).toEqual({ kind: 'asked', jobId: guidOf(9) });
    expect(site.asked()).toEqual([
      'tenant: DELETE CloudServices/shop',
      "spf: DELETE VMNetworks(ID=guid'0001',StampId=guid'000b')",
    ]);
  });

  it('may be gone already, or stay', async () => {
    await using gone = await startVms({ tenant: {} });
    expect(await gone.vms.removeLeftover(vdc, shop, signal)).toEqual({ kind: 'asked' });
    expect(await gone.vms.removeLeftover(vdc, net, signal)).toEqual({ kind: 'asked' });
    await using stays = await startVms({ tenant: { DELETE: refuse(409, 'in use') } });
    expect(await stays.vms.removeLeftover(vdc, net, signal)).toMatchObject({ kind: 'refused', code: 'WAP_CONFLICT' });
  });

  it('cannot be deleted without the way to it', async () => {
    await using site = await startVms({ spf: {} });
    expect(await site.vms.removeLeftover(vdc, shop, signal)).toMatchObject({
      kind: 'refused',
      code: 'VMS_OUT_OF_REACH',
    });
  });
});
