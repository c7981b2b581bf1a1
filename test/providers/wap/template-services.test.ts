import { expect, it } from 'vitest';
import { SQL_SERVERS_INSTANCE_ID } from '../../../src/simulator/world/seed-ids.ts';
import { startStory, type Story } from '../../support/story.ts';

/** What somebody does in the portal: a second service for a hosting plan, with a quota of its own. */
function addSqlServers(
  { simulator, hostingPlan }: Pick<Story, 'simulator' | 'hostingPlan'>,
  displayName: string,
): void {
  const { id } = hostingPlan(displayName);
  const address = { Name: 'sqlservers', InstanceId: SQL_SERVERS_INSTANCE_ID, ConfigState: 0 };
  const quota = {
    ServiceName: 'sqlservers',
    ServiceInstanceId: SQL_SERVERS_INSTANCE_ID,
    Settings: [{ Key: 'Editions', Value: '[{"displayName":"Default"}]' }],
  };
  simulator.byHand.request('POST', `/plans/${id}/services`, address);
  simulator.byHand.request('PUT', `/plans/${id}/quota`, { ServiceQuotas: [quota] });
}

it('leaves a service alone that somebody put into the hosting plan of a VDC', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  addSqlServers(story, 'VDC acme');
  story.writes();
  const before = story.settingsBesideLimits('VDC acme');
  expect(before).toHaveProperty('sqlservers/Editions');
  expect(await story.apply()).toEnd(0, 'No changes.');
  await story.spec('acme', { cpu: 12 });
  expect(await story.apply()).toEnd(0, 'cpu 8 → 12');
  expect(story.settingsBesideLimits('VDC acme')).toEqual(before);
  expect(story.writes()).toEqual(['PUT /plans/{id}/quota']);
});

it('puts a service into the hosting plans of VDCs that their template got', async () => {
  const story = await startStory();
  await story.spec('acme');
  expect(await story.apply()).toEnd(0);
  addSqlServers(story, 'VDC Base');
  expect(await story.apply()).toEnd(0, 'template');
  expect(story.settingsBesideLimits('VDC acme')).toEqual(story.settingsBesideLimits('VDC Base'));
  expect(await story.apply()).toEnd(0, 'No changes.');
});
