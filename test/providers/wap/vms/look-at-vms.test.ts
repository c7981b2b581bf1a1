import { describe, expect, it } from 'vitest';
import { answerJson, type CannedAnswer } from '../../../support/canned-server.ts';
import { startVms } from '../../../support/canned-vms.ts';
import { guidOf } from '../../../support/wap-rows.ts';
import {
  OTHER_SUBSCRIPTION,
  ownedBy,
  refuse,
  STAMP,
  SUBSCRIPTION,
  vdc,
  wireMachine,
} from '../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const address = (index: number) => ({ id: guidOf(index), stampId: STAMP });
const others = (count: number) =>
  Array.from({ length: count }, (_, index) => wireMachine(1_000 + index, { Owner: ownedBy(OTHER_SUBSCRIPTION) }));

describe('over the tenant API', () => {
  it('all machines are one listing', async () => {
    await using site = await startVms({
      tenant: { 'GET VirtualMachines': { value: [wireMachine(1), wireMachine(2, { Status: 'PowerOff' })] } },
    });
    expect(site.vms.access).toBe('tenant');
    const machines = await site.vms.list(vdc, signal);
    expect(machines.map(({ name, power }) => `${name} ${power}`)).toEqual(['web-1 running', 'web-2 off']);
    expect(site.asked()).toEqual(['tenant: GET VirtualMachines']);
  });

  it('some machines are one listing, and what it lacks is gone only by its own address', async () => {
    await using site = await startVms({
      tenant: {
        "GET VirtualMachines(ID=guid'0002": wireMachine(2, { Status: 'Saved' }),
        'GET VirtualMachines(': refuse(404),
        'GET VirtualMachines': { value: [wireMachine(1)] },
      },
    });
    const seen = await site.vms.look(vdc, [address(1), address(2), address(3)], signal);
    expect([...seen.vms].map(([id, { power }]) => `${id.slice(-1)} ${power}`)).toEqual(['1 running', '2 saved']);
    expect(site.asked()).toHaveLength(3);
  });

  it('a look that is not answered shows nothing as gone', async () => {
    await using locked = await startVms({ tenant: { GET: refuse(403) } });
    await expect(locked.vms.look(vdc, [address(1)], signal)).rejects.toMatchObject({ code: 'WAP_FORBIDDEN' });
    await using half = await startVms({
      tenant: { 'GET VirtualMachines(': refuse(403), 'GET VirtualMachines': { value: [] } },
    });
    await expect(half.vms.look(vdc, [address(1)], signal)).rejects.toMatchObject({ code: 'WAP_FORBIDDEN' });
  });

  it('nothing is asked where nothing is looked for', async () => {
    await using site = await startVms({ tenant: {} });
    expect((await site.vms.look(vdc, [], signal)).vms.size).toBe(0);
    expect(site.asked()).toEqual([]);
  });
});

describe('over SPF', () => {
  it('machines are told apart by their owner, in whatever case, and nobody’s are left out', async () => {
    const rows = [
      wireMachine(1, { Owner: { RoleID: `{${SUBSCRIPTION.toUpperCase()}}` } }),
      wireMachine(2, { Owner: null }),
      ...others(1),
    ];
    await using site = await startVms({ spf: { 'GET VirtualMachines': { value: rows } } });
    expect(site.vms.access).toBe('spf');
    const ours = { ...vdc, subscriptionId: SUBSCRIPTION };
    expect((await site.vms.list(ours, signal)).map(({ name }) => name)).toEqual(['web-1']);
    expect(await site.vms.list({ ...vdc, subscriptionId: guidOf(77) }, signal)).toEqual([]);
  });

  it('all VDCs that ask at one time share a listing', async () => {
    await using site = await startVms({ spf: { 'GET VirtualMachines': { value: [wireMachine(1), ...others(2)] } } });
    const asked = [SUBSCRIPTION, OTHER_SUBSCRIPTION, guidOf(77)].map((subscriptionId) =>
      site.vms.list({ ...vdc, subscriptionId }, signal),
    );
    expect((await Promise.all(asked)).map(({ length }) => length)).toEqual([1, 2, 0]);
    expect(site.asked()).toHaveLength(1);
  });

  it('few machines of a large fabric are asked for one by one', async () => {
    const rows = [wireMachine(1), wireMachine(2), ...others(98)];
    await using site = await startVms({
      spf: {
        "GET VirtualMachines(ID=guid'0001": wireMachine(1, { Status: 'Stored' }),
        'GET VirtualMachines(': refuse(404),
        'GET VirtualMachines': { value: rows },
      },
    });
    await site.vms.look(vdc, [address(1)], signal);
    expect(site.asked()).toEqual(['spf: GET VirtualMachines']);
    const seen = await site.vms.look(vdc, [address(1), address(2)], signal);
    expect([...seen.vms.values()].map(({ power }) => power)).toEqual(['stored']);
    expect(
      site
        .asked()
        .slice(1)
        .every((asked) => asked.includes('VirtualMachines(')),
    ).toBe(true);
    await site.vms.look(vdc, [address(1), address(2), address(3)], signal);
    expect(site.asked().slice(3)).toEqual(['spf: GET VirtualMachines', expect.stringContaining("guid'0003'")]);
  });

  it('few machines come with the listing that somebody else asks for in the same breath', async () => {
    const rows = [wireMachine(1), ...others(99)];
    await using site = await startVms({ spf: { 'GET VirtualMachines': { value: rows } } });
    await site.vms.list(vdc, signal);
    const [, seen] = await Promise.all([site.vms.list(vdc, signal), site.vms.look(vdc, [address(1)], signal)]);
    expect([...seen.vms.keys()]).toEqual([address(1).id]);
    expect(seen.all).toHaveLength(1);
    expect(site.asked()).toEqual(['spf: GET VirtualMachines', 'spf: GET VirtualMachines']);
  });

  it('a machine that was handed to somebody else is gone', async () => {
    await using site = await startVms({
      spf: {
        'GET VirtualMachines(': wireMachine(1, { Owner: ownedBy(OTHER_SUBSCRIPTION) }),
        'GET VirtualMachines': { value: others(1) },
      },
    });
    expect((await site.vms.look(vdc, [address(1)], signal)).vms.size).toBe(0);
  });

  it('one who gives up does not take the listing from another', async () => {
    const held = Promise.withResolvers<void>();
    const answer: CannedAnswer = (_, response) =>
      void held.promise.then(() => answerJson(response, { value: [wireMachine(1)] }));
    await using site = await startVms({ spf: { 'GET VirtualMachines': answer } });
    const hurried = new AbortController();
    const [one, other] = [site.vms.list(vdc, hurried.signal), site.vms.list(vdc, signal)];
    await site.sites.spf?.server.arrived(1);
    hurried.abort(new Error('too long'));
    await expect(one).rejects.toThrow('too long');
    held.resolve();
    expect(await other).toHaveLength(1);
    expect(site.asked()).toHaveLength(1);
  });

  it('one machine that cannot be read leaves nobody with a part', async () => {
    const rows = [wireMachine(1), wireMachine(2, { Status: null, Owner: ownedBy(OTHER_SUBSCRIPTION) })];
    await using site = await startVms({ spf: { 'GET VirtualMachines': { value: rows } } });
    await expect(site.vms.list(vdc, signal)).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
  });
});
