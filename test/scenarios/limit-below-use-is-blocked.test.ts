import { expect, it } from 'vitest';
import { startStory } from '../support/story.ts';

it('shows both figures and the way out, and writes nothing of that VDC', async () => {
  const story = await startStory();
  await story.spec('acme', { cpu: 16, vms: 10 });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  const { id } = story.subscription('acme');
  story.simulator.byHand.setUse(id, { cpuCount: 12, memoryMb: 20_480, storageGb: 100, vmCount: 4 });
  await story.spec('acme', { cpu: 8, ram: '16Gi', vms: 3 });
  await story.spec('beta', { cpu: 10 });
  expect(await story.vdc('plan')).toEnd(
    0,
    'cpu is to shrink to 8, but 12 is in use',
    'ram is to shrink to 16Gi, but 20Gi is in use',
    'Ask for at least 20Gi, or have the customer free 4Gi first',
    'vms is to shrink to 3, but 4 is in use',
  );
  expect(await story.apply()).toEnd(1, 'LIMIT_BELOW_USE');
  expect(story.made().hostingPlans).toEqual([before.hostingPlans[0], 'VDC beta: 10 CPU, 32768 MB, 500 GB, - VMs']);
  await story.spec('acme', { cpu: 12, ram: '20Gi', vms: 4 });
  expect(await story.apply()).toEnd(0);
  expect(story.made().hostingPlans[0]).toBe('VDC acme: 12 CPU, 20480 MB, 500 GB, 4 VMs');
});

it('looks at the use again before it writes: a tenant may have been quicker than the review', async () => {
  const story = await startStory();
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 8 });
  expect(await story.vdc('plan', '--out', 'plan.json')).toEnd(0);
  const before = story.made();
  story.simulator.byHand.setUse(story.subscription('acme').id, { cpuCount: 12 });
  expect(await story.vdc('apply', 'plan.json')).toEnd(4, 'PLAN_STALE', 'acme');
  expect(story.made()).toEqual(before);
});

it('refuses the shrink when the use rises between the look and the write', async () => {
  let looks = 0;
  const story = await startStory({
    onRequest({ site, path }) {
      if (site !== 'tenant-api' || !path.includes('QuotaAndUsage')) return;
      looks += 1;
      // Right after the plan has its answer the customer starts a machine.
      if (looks === 1) story.simulator.byHand.setUse(story.subscription('acme').id, { cpuCount: 12 });
    },
  });
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(1, 'LIMIT_BELOW_USE', 'in use is now 12', 'Nothing was written');
  expect(looks).toBe(2);
  expect(story.made()).toEqual(before);
  expect(await story.apply()).toEnd(1, 'cpu is to shrink to 8, but 12 is in use');
});

it('says so when a tenant was quicker even than the second look', async () => {
  const story = await startStory({
    onRequest({ route }) {
      if (route === 'PUT /plans/{id}/quota' && isShrinking)
        story.simulator.byHand.setUse(story.subscription('acme').id, { cpuCount: 12 });
    },
  });
  let isShrinking = false;
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  isShrinking = true;
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(0, 'a tenant was quicker than the shrink', 'in use is now 12');
});

it('does not shrink blindly: without the tenant API, or when it refuses', async () => {
  const story = await startStory();
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.spec('acme', { cpu: 8 });
  story.simulator.faults.add({ name: 'redirect', route: '*QuotaAndUsage*' });
  expect(await story.apply()).toEnd(1, 'USE_UNREAD');
  story.simulator.faults.clear();
  await story.setting(/ {2}tenantApi: .*\n/, '');
  expect(await story.apply()).toEnd(1, 'USE_UNREAD', 'wap.tenantApi');
  expect(story.made()).toEqual(before);
  // Growing needs no look.
  await story.spec('acme', { cpu: 17 });
  expect(await story.apply()).toEnd(0);
});

it('resumes a suspended VDC at once and shrinks it when it can be looked into', async () => {
  const story = await startStory();
  await story.spec('acme', { cpu: 16, state: 'suspended' });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(1, 'USE_UNREAD', 'Resume the VDC first');
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toMatchObject({
    hostingPlans: ['VDC acme: 8 CPU, 32768 MB, 500 GB, - VMs'],
    subscriptions: ['acme: active on VDC acme of acme@example.org'],
  });
});

it('counts lowering from unlimited as a shrink', async () => {
  const story = await startStory();
  await story.spec('acme', { cpu: 'unlimited' });
  expect(await story.apply()).toEnd(0);
  story.simulator.byHand.setUse(story.subscription('acme').id, { cpuCount: 9 });
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(1, 'cpu is to shrink to 8, but 9 is in use');
});
