import { expect, it } from 'vitest';
import {
  deleteCloudService,
  listCloudServices,
} from '../../../../../src/providers/wap/client/cloud-services/cloud-services.ts';
import { listVmRoles, operateRoleVm } from '../../../../../src/providers/wap/client/cloud-services/vm-roles.ts';
import { answerJson } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';
import { accept, atomEntry, atomFeed, SUBSCRIPTION } from '../../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const tenant = { subscriptionId: SUBSCRIPTION, ownerName: 'acme-42@tenants.example' };
const roles = `/${SUBSCRIPTION}/CloudServices/web%20shop/Resources/MicrosoftCompute/VMRoles`;

it('lists cloud services in the name of the owner', async () => {
  await using wap = await startWapTransport((_, response) =>
    answerJson(response, { value: [{ Name: 'shop', Label: 'x' }, { Name: 'shop' }, { Name: 'mail' }] }),
  );
  expect(await listCloudServices(wap.transport, tenant, signal)).toEqual(['shop', 'mail']);
  expect(wap.server.requests[0]?.url).toBe(`/${SUBSCRIPTION}/CloudServices?api-version=2013-03`);
  expect(wap.server.requests[0]?.headers['x-ms-principal-id']).toBe('acme-42@tenants.example');
});

it('lists cloud services in Atom', async () => {
  await using wap = await startWapTransport((_, response) =>
    response.end(atomFeed(atomEntry('<d:Name>shop</d:Name>'))),
  );
  expect(await listCloudServices(wap.transport, tenant, signal)).toEqual(['shop']);
});

it('lists no cloud services where one has no name to be addressed by', async () => {
  await using wap = await startWapTransport((_, response) => answerJson(response, { value: [{ Label: 'x' }] }));
  await expect(listCloudServices(wap.transport, tenant, signal)).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
});

it('lists the roles of one', async () => {
  await using wap = await startWapTransport((_, response) => answerJson(response, { value: [{ Name: 'front' }] }));
  expect(await listVmRoles(wap.transport, tenant, 'web shop', signal)).toEqual(['front']);
  expect(wap.server.requests[0]?.url).toBe(`${roles}?api-version=2013-03`);
});

it('asks a machine of a role, once and without a body', async () => {
  await using wap = await startWapTransport(accept());
  const target = { cloudService: 'web shop', name: 'front', vmId: guidOf(1) };
  await operateRoleVm(wap.transport, tenant, target, 'Shutdown', signal);
  expect(wap.server.requests).toMatchObject([
    { method: 'POST', url: `${roles}/front/VMs/${guidOf(1)}/Shutdown?api-version=2013-03`, body: '' },
  ]);
});

it('deletes one by its name, never all of them', async () => {
  await using wap = await startWapTransport(accept());
  await deleteCloudService(wap.transport, tenant, 'web shop', signal);
  await expect(deleteCloudService(wap.transport, tenant, ' ', signal)).rejects.toMatchObject({ code: 'WAP_EMPTY_ID' });
  expect(wap.server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `DELETE /${SUBSCRIPTION}/CloudServices/web%20shop?api-version=2013-03`,
  ]);
});
