import { expect, it } from 'vitest';
import { listVmNetworks } from '../../../../../src/providers/wap/client/vm-clouds/vm-networks.ts';
import { createVmmDialect, fabricScope } from '../../../../../src/providers/wap/client/vm-clouds/vmm-scope.ts';
import { answerJson } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';
import { ownedBy, STAMP, SUBSCRIPTION } from '../../../../support/wire-machines.ts';

const signal = new AbortController().signal;

async function list(...value: readonly unknown[]) {
  await using vmm = await startWapTransport((_, response) => answerJson(response, { value }));
  return await listVmNetworks(fabricScope(vmm.transport, createVmmDialect()), signal);
}

const network = (index: number, members: object) => ({
  ID: guidOf(index),
  StampId: STAMP,
  Name: `net-${index}`,
  ...members,
});

it('lists networks with their owners, each once', async () => {
  const [inner, outer] = [network(1, { Owner: ownedBy(SUBSCRIPTION) }), network(2, { Owner: null })];
  expect(await list(inner, outer, inner)).toEqual([
    { id: guidOf(1), stampId: STAMP, name: 'net-1', ownerRoleId: SUBSCRIPTION },
    { id: guidOf(2), stampId: STAMP, name: 'net-2', ownerRoleId: null },
  ]);
});

it('takes a role that is named beside the owner', async () => {
  expect(await list(network(1, { UserRoleID: SUBSCRIPTION, Name: '' }))).toMatchObject([
    { name: guidOf(1), ownerRoleId: SUBSCRIPTION },
  ]);
});

it('lists nothing rather than networks of which nobody knows whose they are', async () => {
  await expect(list(network(1, {}))).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
  await expect(list(network(1, { ID: 'x' }))).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
  expect(await list()).toEqual([]);
});
