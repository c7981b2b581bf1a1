import { expect, it } from 'vitest';
import { startStory, type Story } from '../../support/story.ts';

/** Runs `meddle` once, right after WAP has answered `route` for the first time after `arm`. */
async function storyWith(route: string, meddle: (story: Story) => void) {
  let isArmed = false;
  const story = await startStory({
    onRequest(request) {
      if (!isArmed || request.route !== route) return;
      isArmed = false;
      meddle(story);
    },
  });
  return { story, arm: () => (isArmed = true) };
}

it('does not write limits that grew in the plan over larger ones that somebody set since', async () => {
  const { story, arm } = await storyWith('GET /plans', (own) =>
    own.simulator.byHand.setLimits(own.hostingPlan('VDC acme').id, {
      vms: '',
      cpus: '64',
      memoryMb: '32768',
      storageGb: '500',
    }),
  );
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 16 });
  arm();
  expect(await story.apply()).toEnd(1, 'WORLD_MOVED', 'were changed since');
  expect(story.made().hostingPlans).toEqual(['VDC acme: 64 CPU, 32768 MB, 500 GB, - VMs']);
});

it('does not write the quota of a hosting plan that carries somebody else since', async () => {
  const { story, arm } = await storyWith('GET /subscriptions', (own) => {
    own.hand.makeUser('other@else.example');
    own.hand.makeSubscription(
      'other',
      'other@else.example',
      own.hostingPlan('VDC acme').id,
      '0a1b2c3d-0000-4000-8000-00000000abcd',
    );
  });
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 16 });
  arm();
  expect(await story.apply()).toEnd(1, 'WORLD_MOVED', 'carries 2 subscriptions now');
  expect(story.made().hostingPlans).toEqual(['VDC acme: 8 CPU, 32768 MB, 500 GB, - VMs']);
});

it('does not move a subscription back below what came into use since', async () => {
  const { story, arm } = await storyWith('GET /plans/{id}', (own) =>
    own.simulator.byHand.setUse(own.subscription('acme').id, { cpuCount: 12 }),
  );
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(0);
  const gold = story.hand.makeHostingPlan('Gold');
  story.simulator.byHand.setLimits(gold, { vms: '', cpus: '64', memoryMb: '32768', storageGb: '500' });
  story.hand.moveSubscription(story.subscription('acme').id, gold);
  arm();
  expect(await story.apply()).toEnd(1, 'LIMIT_BELOW_USE', 'in use is now 12', 'Nothing was moved');
  expect(story.made().subscriptions).toEqual(['acme: active on Gold of acme@example.org']);
  expect(await story.apply()).toEnd(1, 'cpu is to shrink to 8, but 12 is in use');
  story.simulator.byHand.setUse(story.subscription('acme').id, { cpuCount: 2 });
  expect(await story.apply()).toEnd(0);
  expect(story.made().subscriptions).toEqual(['acme: active on VDC acme of acme@example.org']);
});

it('leaves a quota alone that names two clouds, and says so', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  const clouds = story.hostingPlan('VDC acme').services[0]?.settings.find(({ Key }) => Key === 'Clouds')?.Value ?? '';
  const [cloud = ''] = /<Cloud .*<\/Cloud>/s.exec(clouds) ?? [];
  story.hand.writeSetting(
    'VDC acme',
    'Clouds',
    clouds.replace(cloud, `${cloud}${cloud.replace(/Id=(["'])./, 'Id=$1f')}`),
  );
  story.writes();
  expect(await story.apply()).toEnd(1, 'HOSTING_PLAN_QUOTA_UNREAD', 'It names 2 clouds instead of one');
  expect(story.writes()).not.toContain('PUT /plans/{id}/quota');
});
