import { expect, it } from 'vitest';
import type { PlanRecord } from '../../src/simulator/world/plan-record.ts';
import { startStory } from '../support/story.ts';

it('copies all five settings of the template to the byte, CRLF and unknown elements too', async () => {
  const story = await startStory();
  await story.spec('acme', { vms: 20 });
  await story.spec('silver-one', { more: ['hostingPlan: silver'] });
  expect(await story.apply()).toEnd(0);
  for (const [mine, template] of [
    ['VDC acme', 'VDC Base'],
    ['VDC silver-one', 'VDC Silver'],
  ] as const) {
    const settings = story.settingsBesideLimits(mine);
    expect(Object.keys(settings).sort()).toEqual(
      ['Actions', 'Clouds', 'CustomSettings', 'Networks', 'VmResources'].map((key) => `systemcenter/${key}`),
    );
    expect(settings).toEqual(story.settingsBesideLimits(template));
    expect(settings['systemcenter/Clouds']).toContain('\r\n');
    expect(settings['systemcenter/Clouds']).toContain("<Placement Preference='spread' />");
  }
});

it('keeps what somebody else wrote into an adopted hosting plan when its numbers change', async () => {
  const story = await startStory();
  story.hand.makeUser('ops@old.example');
  const planId = story.hand.makeHostingPlan('Sold in 2016');
  const id = story.hand.makeSubscription('old', 'ops@old.example', planId, '0a1b2c3d-0000-4000-8000-00000000abcd');
  story.hand.patchSubscription(id, { CoAdminNames: ['left@alone.example'] });
  story.hand.writeSetting('Sold in 2016', 'Clouds', strange(story.hostingPlan('Sold in 2016')));
  const before = story.settingsBesideLimits('Sold in 2016');
  await story.spec('old', { cpu: 10, owner: 'ops@old.example', more: [`subscriptionId: ${id}`] });
  expect(await story.apply()).toEnd(0);
  expect(story.made().hostingPlans).toEqual(['Sold in 2016: 10 CPU, 32768 MB, 500 GB, - VMs']);
  expect(story.settingsBesideLimits('Sold in 2016')).toEqual(before);
  expect(before['systemcenter/Clouds']).toContain('<!-- ünlimited? --><FutureLimit>7</FutureLimit>');
  expect(story.subscription('old').coAdmins).toEqual(['left@alone.example']);
});

function strange({ services }: PlanRecord): string {
  const clouds = services[0]?.settings.find(({ Key }) => Key === 'Clouds')?.Value ?? '';
  return clouds
    .replace('<Quota>', '<Quota Since="2016"><!-- ünlimited? --><FutureLimit>7</FutureLimit>')
    .replace(/<RoleVMCount>[^<]*<\/RoleVMCount>/, '<RoleVMCount/>')
    .replace('</Clouds>', '<!-- end -->\t</Clouds>');
}

it('hands back members of newer builds that it does not know', async () => {
  const story = await startStory({ knobs: { 'extra-members': 'on' } });
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  expect(story.settingsBesideLimits('VDC acme')).toEqual(story.settingsBesideLimits('VDC Base'));
  // The simulator forgets what it does not know; told to be strict, it names what came back to it.
  story.simulator.knobs.set('strict-bodies', 'on');
  await story.spec('acme', { cpu: 9 });
  expect(await story.apply()).toEnd(1, 'A service quota: unknown members SecurityScope (strict mode)');
});

it('takes over a template that was changed, and still says so first', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  const networks = "<Networks>\r\n  <Network Id='1' StampId='2' />\n</Networks>";
  story.hand.writeSetting('VDC Base', 'Networks', networks);
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(2, 'template');
  expect(await story.apply()).toEnd(0, 'template');
  expect(story.settingsBesideLimits('VDC acme')['systemcenter/Networks']).toBe(networks);
  expect(await story.vdc('plan', '--detailed-exitcode')).toEnd(0);
});
