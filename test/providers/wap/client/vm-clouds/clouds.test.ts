import { describe, expect, it } from 'vitest';
import { listClouds, listTenantClouds } from '../../../../../src/providers/wap/client/vm-clouds/clouds.ts';
import { answerJson } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const wireCloud = { ID: guidOf(10).toUpperCase(), StampId: guidOf(11), Name: 'Gold', UserRoleID: null };

describe('the clouds of VMM', () => {
  it('are read through the pass-through of the Admin API', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, { value: [wireCloud] }));
    expect(await listClouds(wap.transport, signal)).toEqual([{ id: guidOf(10), stampId: guidOf(11), name: 'Gold' }]);
    expect(wap.server.requests[0]?.url).toBe(
      '/services/systemcenter/SC2012R2/VMM/Microsoft.Management.Odata.svc/Clouds()',
    );
  });

  it('are read in verbose JSON too', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, { d: { results: [wireCloud] } }));
    expect(await listClouds(wap.transport, signal)).toHaveLength(1);
  });

  it('are read from a single Atom entry with names that need decoding', async () => {
    const properties = `<d:ID m:type="Edm.Guid">{${guidOf(10)}}</d:ID><d:StampId>${guidOf(11)}</d:StampId><d:Name>A &amp; &#66;</d:Name>`;
    await using wap = await startWapTransport((_, response) =>
      response.end(
        `<entry xmlns:d="d" xmlns:m="m"><content><m:properties>${properties}</m:properties></content></entry>`,
      ),
    );
    const tenant = { subscriptionId: guidOf(1), ownerName: 'a@b' };
    expect(await listTenantClouds(wap.transport, tenant, signal)).toEqual([
      { id: guidOf(10), stampId: guidOf(11), name: 'A & B' },
    ]);
  });

  it('are never asked for under an id that is no GUID', async () => {
    await using wap = await startWapTransport((_, response) => answerJson(response, { value: [] }));
    const tenant = { subscriptionId: '../users', ownerName: 'a@b' };
    await expect(listTenantClouds(wap.transport, tenant, signal)).rejects.toMatchObject({ code: 'WAP_EMPTY_ID' });
    expect(wap.server.requests).toEqual([]);
  });
});
