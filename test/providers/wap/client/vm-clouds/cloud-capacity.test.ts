import { describe, expect, it } from 'vitest';
import { readCloudCapacity } from '../../../../../src/providers/wap/client/vm-clouds/cloud-capacity.ts';
import { answerJson, type CannedAnswer } from '../../../../support/canned-server.ts';
import { guidOf } from '../../../../support/wap-rows.ts';
import { startWapTransport } from '../../../../support/wap-transport.ts';

const signal = new AbortController().signal;

async function read(answer: CannedAnswer) {
  await using wap = await startWapTransport(answer);
  const capacity = await readCloudCapacity(wap.transport, { cloudId: guidOf(1), stampId: guidOf(2) }, signal);
  return { capacity, url: wap.server.requests[0]?.url };
}

const wire = {
  CPUCount: '64',
  UseCPUCountMaximum: false,
  MemoryMB: '10240',
  UseMemoryMBMaximum: true,
  StorageGB: null,
  VMCount: 10,
  UseVMCountMaximum: 'false',
};

describe('the capacity of a cloud', () => {
  it('is read by cloud and stamp, bounds that bind nobody left out', async () => {
    const { capacity, url } = await read((_, response) => answerJson(response, wire));
    expect(capacity).toEqual({ cpuCount: 64, memoryMb: null, storageGb: null, vmCount: 10 });
    expect(url).toContain(`/CloudCapacities(CloudId=guid'${guidOf(1)}',StampId=guid'${guidOf(2)}')`);
  });

  it('may come as a feed of one', async () => {
    const { capacity } = await read((_, response) => answerJson(response, { value: [wire] }));
    expect(capacity.cpuCount).toBe(64);
  });

  it.each([[{ value: [] }], [{ value: [wire, wire] }], [[]], [null], [{ CPUCount: 'x' }]])(
    'is not %j',
    async (body) => {
      await expect(read((_, response) => answerJson(response, body))).rejects.toMatchObject({ code: 'WAP_BAD_OBJECT' });
    },
  );
});
