import { describe, expect, it } from 'vitest';
import { readCloudUsage } from '../../../../../src/providers/wap/client/vm-clouds/cloud-usage.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;
const cloud = {
  subscriptionId: guidOf(1),
  ownerName: 'acme-42@tenants.example',
  cloudId: guidOf(2).toUpperCase(),
  stampId: guidOf(3),
};
const tokens = { token: async () => 'jwt', renew: async () => 'jwt', principal: 'CORP\\admin' };

async function read(answer: CannedAnswer) {
  await using wap = await startWapTransport(answer, { tokens });
  const usage = await readCloudUsage(wap.transport, cloud, signal);
  return { usage, request: wap.server.requests[0] };
}

const component = (dimension: string, quota: unknown, usage: unknown) => ({
  QuotaDimension: dimension,
  UserRoleQuota: quota,
  UserRoleUsage: usage,
});

const atomComponent = (dimension: string, quota: string, usage: string): string =>
  `<entry><content type="application/xml"><m:properties><d:QuotaDimension>${dimension}</d:QuotaDimension>${quota}${usage}</m:properties></content></entry>`;

const ATOM =
  '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"' +
  ' xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"' +
  ' xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><title type="text">QuotaAndUsageComponents</title>';

describe('the use of a cloud by one subscription', () => {
  it('is asked on the tenant path in the name of the owner', async () => {
    const { request } = await read((_, response) => answerJson(response, { value: [] }));
    expect(request?.url).toBe(
      `/${guidOf(1)}/services/systemcenter/vmm/Clouds(ID=guid'${guidOf(2)}',StampId=guid'${guidOf(3)}')/QuotaAndUsageComponents?$select=QuotaDimension%2CUserRoleQuota%2CUserRoleUsage`,
    );
    expect(request?.headers['x-ms-principal-id']).toBe('acme-42@tenants.example');
  });

  it('reads numbers, numbers as text, null and absence', async () => {
    const value = [
      component('VMCount', '20', 3),
      component('CpuCount', 16, '8'),
      component('MemoryMB', 32768, null),
      { QuotaDimension: 'StorageGB', UserRoleUsage: 120.5 },
      component('CustomQuotaCount', 1, 1),
    ];
    const { usage } = await read((_, response) => answerJson(response, { 'odata.metadata': 'x', value }));
    expect(usage).toEqual({
      vmCount: { quota: 20, usage: 3 },
      cpuCount: { quota: 16, usage: 8 },
      memoryMb: { quota: 32768, usage: 0 },
      storageGb: { quota: null, usage: 120.5 },
    });
  });

  it('says null for a dimension nothing is said about', async () => {
    const { usage } = await read((_, response) => answerJson(response, { value: [component('CPUCount', 1, 1)] }));
    expect(usage).toEqual({ vmCount: null, cpuCount: { quota: 1, usage: 1 }, memoryMb: null, storageGb: null });
  });

  it('reads Atom where JSON was asked for', async () => {
    const { usage } = await read((_, response) => {
      response.setHeader('content-type', 'application/atom+xml;type=feed');
      response.end(
        ATOM +
          atomComponent(
            'CpuCount',
            '<d:UserRoleQuota m:type="Edm.Int64">16</d:UserRoleQuota>',
            '<d:UserRoleUsage m:type="Edm.Int64">8</d:UserRoleUsage>',
          ) +
          atomComponent(
            'StorageGB',
            '<d:UserRoleQuota m:type="Edm.Int64" m:null="true" />',
            '<d:UserRoleUsage m:null="true"/>',
          ) +
          '</feed>',
      );
    });
    expect(usage).toMatchObject({ cpuCount: { quota: 16, usage: 8 }, storageGb: { quota: null, usage: 0 } });
  });

  it('follows a link to the rest by its query only', async () => {
    const nextLink = 'http://spf:8090/SC2012R2/VMM/x.svc/Clouds?$skiptoken=a%20b&$select=QuotaDimension';
    await using wap = await startWapTransport((_, response, index) => {
      if (index === 0) answerJson(response, { value: [component('VMCount', 1, 1)], 'odata.nextLink': nextLink });
      else answerJson(response, { value: [component('CpuCount', 2, 2)] });
    });
    const usage = await readCloudUsage(wap.transport, cloud, signal);
    expect(usage).toMatchObject({ vmCount: { usage: 1 }, cpuCount: { usage: 2 } });
    expect(wap.server.requests[1]?.url).toMatch(
      /^\/6f0f.*\/QuotaAndUsageComponents\?\$skiptoken=a%20b&\$select=QuotaDimension$/,
    );
  });

  it.each([
    ['a number that is none', { value: [component('CpuCount', 'many', 1)] }],
    ['a use below nothing', { value: [component('CpuCount', 1, -1)] }],
    ['no dimension', { value: [{ UserRoleQuota: 1 }] }],
    ['no list', { items: [] }],
    ['an entity that is null', { value: [null] }],
  ])('refuses %s', async (_, body) => {
    await expect(read((_request, response) => answerJson(response, body))).rejects.toMatchObject({
      code: 'WAP_BAD_OBJECT',
    });
  });

  it.each([
    ['another kind of XML', '<Clouds/>'],
    ['a document type', '<!DOCTYPE feed [<!ENTITY a "1">]><feed/>'],
    ['broken XML', '<feed><entry></feed>'],
  ])('refuses %s', async (_, xml) => {
    await expect(read((_request, response) => response.end(xml))).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
  });

  it('reports a refusal, as of a suspended subscription, for what it is', async () => {
    const body = { 'odata.error': { code: '', message: { lang: 'en-US', value: 'The tenant is suspended.' } } };
    const refusal = read((_, response) => answerJson(response, body, 403));
    await expect(refusal).rejects.toMatchObject({
      code: 'WAP_FORBIDDEN',
      message: expect.stringContaining('The tenant is suspended.'),
    });
  });
});
