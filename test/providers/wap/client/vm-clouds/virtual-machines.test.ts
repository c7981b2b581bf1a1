import { describe, expect, it } from 'vitest';
import {
  getVirtualMachine,
  listVirtualMachines,
} from '../../../../../src/providers/wap/client/vm-clouds/list-virtual-machines.ts';
import {
  createVmmDialect,
  fabricScope,
  tenantScope,
} from '../../../../../src/providers/wap/client/vm-clouds/vmm-scope.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';
import {
  atomEntry,
  atomFeed,
  odataError,
  ownedBy,
  refuse,
  STAMP,
  SUBSCRIPTION,
  wireMachine,
} from '../../../../support/wire-machines.ts';

const signal = new AbortController().signal;
const tenant = { subscriptionId: SUBSCRIPTION, ownerName: 'acme-42@tenants.example' };
const SELECT =
  '?$select=ID%2CStampId%2CName%2CStatus%2COwner%2CHasVMAdditions%2COperatingSystemShutdownEnabled%2CCloudVMRoleName%2CMostRecentTaskId';

async function list(answer: CannedAnswer, kind: 'tenant' | 'fabric' = 'fabric') {
  await using wap = await startWapTransport(answer);
  const dialect = createVmmDialect();
  const scope = kind === 'fabric' ? fabricScope(wap.transport, dialect) : tenantScope(wap.transport, tenant, dialect);
  const machines = await listVirtualMachines(scope, signal);
  return { machines, requests: wap.server.requests };
}

const answerRows =
  (...value: readonly unknown[]): CannedAnswer =>
  (_, response) =>
    answerJson(response, { 'odata.metadata': 'x', value });

describe('the machines of VMM', () => {
  it('are asked for on the tenant path in the name of the owner', async () => {
    const { requests } = await list(answerRows(), 'tenant');
    expect(requests[0]?.url).toBe(`/${SUBSCRIPTION}/services/systemcenter/vmm/VirtualMachines${SELECT}`);
    expect(requests[0]?.headers['x-ms-principal-id']).toBe('acme-42@tenants.example');
  });

  it('are asked for over SPF in the name of the program, below whatever path SPF has', async () => {
    await using wap = await startWapTransport(answerRows());
    await using below = await startWapTransport(answerRows(), { baseUrl: `${wap.server.url}/spf/`, ca: wap.server.ca });
    await listVirtualMachines(fabricScope(below.transport, createVmmDialect()), signal);
    const [request] = wap.server.requests;
    expect(request?.url).toBe(`/spf/SC2012R2/VMM/Microsoft.Management.Odata.svc/VirtualMachines${SELECT}`);
    expect(request?.headers).toMatchObject({ 'x-ms-principal-id': 'vdc-controller', accept: 'application/json' });
  });

  it('are read with what is known of them, ids in lower case and without braces', async () => {
    const { machines } = await list(
      answerRows(
        wireMachine(1, {
          ID: `{${guidOf(1).toUpperCase()}}`,
          Owner: ownedBy(SUBSCRIPTION.toUpperCase()),
          MostRecentTaskId: guidOf(9),
          CloudVMRoleName: 'shop',
          HasVMAdditions: false,
        }),
      ),
    );
    expect(machines).toEqual([
      {
        id: guidOf(1),
        stampId: STAMP,
        name: 'web-1',
        status: 'Running',
        ownerRoleId: SUBSCRIPTION,
        hasVmAdditions: false,
        operatingSystemShutdownEnabled: true,
        cloudVmRoleName: 'shop',
        mostRecentTaskId: guidOf(9),
      },
    ]);
  });

  it('are read where nothing is said of what is optional', async () => {
    const { machines } = await list(
      answerRows({
        ID: guidOf(1),
        StampId: STAMP,
        Status: 'PowerOff',
        MostRecentTaskId: guidOf(0).replaceAll(/\w/g, '0'),
      }),
      'tenant',
    );
    expect(machines).toMatchObject([
      { name: '', ownerRoleId: undefined, hasVmAdditions: null, cloudVmRoleName: null, mostRecentTaskId: null },
    ]);
  });

  it('are read in verbose JSON', async () => {
    const { machines } = await list((_, response) => answerJson(response, { d: { results: [wireMachine(1)] } }));
    expect(machines).toHaveLength(1);
  });

  it('are read in Atom, where an owner is an element of elements and truth a text', async () => {
    const owner = `<d:Owner m:type="VMM.UserAndRole"><d:UserName>a</d:UserName><d:RoleID m:type="Edm.Guid">${SUBSCRIPTION}</d:RoleID></d:Owner>`;
    const text = (id: number, owned: string): string =>
      atomEntry(
        `<d:ID m:type="Edm.Guid">${guidOf(id)}</d:ID><d:StampId>${STAMP}</d:StampId><d:Name>a &amp; b</d:Name><d:Status>Paused</d:Status>${owned}` +
          '<d:HasVMAdditions m:type="Edm.Boolean">false</d:HasVMAdditions><d:CloudVMRoleName m:null="true" />',
      );
    const { machines } = await list((_, response) =>
      response.end(atomFeed(text(1, owner), text(2, '<d:Owner m:null="true"/>'), text(3, '<d:Owner m:type="x"/>'))),
    );
    expect(machines).toMatchObject([
      { name: 'a & b', status: 'Paused', ownerRoleId: SUBSCRIPTION, hasVmAdditions: false, cloudVmRoleName: null },
      { ownerRoleId: null },
      { ownerRoleId: null },
    ]);
  });

  it('come in pages, and one that stands on two of them is one', async () => {
    const { machines, requests } = await list((_, response, index) =>
      index === 0
        ? answerJson(response, {
            value: [wireMachine(1), wireMachine(2)],
            'odata.nextLink': 'VirtualMachines?$skiptoken=2',
          })
        : answerJson(response, { value: [wireMachine(2), wireMachine(3)] }),
    );
    expect(machines.map(({ name }) => name)).toEqual(['web-1', 'web-2', 'web-3']);
    expect(requests[1]?.url).toMatch(/\/VirtualMachines\?\$skiptoken=2$/);
  });

  it.each([
    ['without ID', { ID: null }],
    ['with an ID that is none', { ID: 'web-1' }],
    ['without StampId', { StampId: undefined }],
    ['without Status', { Status: '' }],
    ['whose owner cannot be read', { Owner: { RoleID: 'acme' } }],
  ])('are not read at all when there is one %s', async (_, members) => {
    await expect(list(answerRows(wireMachine(1), wireMachine(2, members)))).rejects.toMatchObject({
      code: 'WAP_BAD_OBJECT',
    });
  });

  it('may be nobody’s, but not all without a word', async () => {
    const { machines } = await list(
      answerRows(wireMachine(1, { Owner: null }), wireMachine(2, { Owner: { RoleID: null } })),
    );
    expect(machines.map(({ ownerRoleId }) => ownerRoleId)).toEqual([null, null]);
    await expect(list(answerRows(wireMachine(1, { Owner: undefined })))).rejects.toMatchObject({
      code: 'WAP_BAD_OBJECT',
      message: expect.stringContaining('it does not say whose they are'),
    });
  });

  it('are asked for whole where a choice of members is refused, from then on at once', async () => {
    await using wap = await startWapTransport((request, response) =>
      request.url.includes('$select')
        ? answerJson(response, odataError('sample text'), 400)
        : answerJson(response, { value: [wireMachine(1)] }),
    );
    const scope = fabricScope(wap.transport, createVmmDialect());
    expect(await listVirtualMachines(scope, signal)).toHaveLength(1);
    expect(await listVirtualMachines(scope, signal)).toHaveLength(1);
    expect(wap.server.requests.map(({ url }) => url.includes('$select'))).toEqual([true, false, false]);
  });

  it('are not thought to be refused a choice of members by what refuses everything', async () => {
    await using wap = await startWapTransport(refuse(400));
    const { dialect } = fabricScope(wap.transport, createVmmDialect());
    await expect(listVirtualMachines(fabricScope(wap.transport, dialect), signal)).rejects.toMatchObject({
      code: 'WAP_REFUSED',
    });
    expect(dialect.refusedSelects.size).toBe(0);
  });
});

describe('one machine of VMM', () => {
  const address = { id: guidOf(1), stampId: STAMP };
  async function get(answer: CannedAnswer) {
    await using wap = await startWapTransport(answer);
    return await getVirtualMachine(fabricScope(wap.transport, createVmmDialect()), address, signal);
  }

  it('is read at its own address', async () => {
    await using wap = await startWapTransport((_, response) =>
      answerJson(response, { 'odata.metadata': 'x#VirtualMachines/@Element', ...wireMachine(1) }),
    );
    const scope = fabricScope(wap.transport, createVmmDialect());
    expect(await getVirtualMachine(scope, address, signal)).toMatchObject({ id: guidOf(1), status: 'Running' });
    expect(wap.server.requests[0]?.url).toContain(
      `/VirtualMachines(ID=guid'${guidOf(1)}',StampId=guid'${STAMP}')?$select`,
    );
  });

  it('is gone when VMM says so, and only then', async () => {
    expect(await get(refuse(404))).toBeNull();
    const page: CannedAnswer = (_, response) => response.writeHead(404).end('<html>not here</html>');
    await expect(get(page)).rejects.toMatchObject({ code: 'WAP_NOT_JSON' });
    await expect(get(refuse(403))).rejects.toMatchObject({ code: 'WAP_FORBIDDEN' });
    await expect(get((_, response) => answerJson(response, { value: [] }))).rejects.toMatchObject({
      code: 'WAP_BAD_OBJECT',
    });
  });

  it('never shows its members in an error', async () => {
    const broken: CannedAnswer = (_, response) => answerJson(response, wireMachine(1, { Status: null }));
    const error: unknown = await get(broken).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Pa55');
  });
});
