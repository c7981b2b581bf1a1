import { expect, it } from 'vitest';
import { KNOBS, type KnobSettings } from '../../src/simulator/knobs/knob-table.ts';
import { directoryWorlds } from '../support/directory-worlds.ts';
import { machineWorlds, toldElsewhere } from '../support/machine-worlds.ts';
import { startStory, type Story } from '../support/story.ts';

/**
 * Every value of every knob that touches us stands in one of these worlds: a life is led in each, from creation to
 * deletion and back. A world turns several knobs that have nothing to do with each other, so that all of it takes seconds.
 */
const worlds: Readonly<Record<string, KnobSettings>> = {
  'WAP as the simulator has it': { 'sync-ms': 300, 'delete-ms': 500 },
  'ids are given by WAP, in capitals, and never return': {
    'plan-id': 'override',
    'guid-case': 'upper',
    'reused-plan-id': 'refuse',
    'reused-subscription-id': 'refuse',
  },
  'an id that returns is taken and then refused by the clouds': { 'reused-subscription-id': 'out-of-sync' },
  'pages are tiny and in order': {
    'page-size-max': 2,
    'page-size-default': 1,
    'list-order': 'stable',
    'filter-match': 'prefix',
  },
  'nothing is counted': { counts: 'null', 'page-size-max': 3 },
  'a page that is too large is refused': { 'oversized-take': 'refuse', 'page-size-max': 100 },
  'rows stand in another order every time': { 'list-order': 'shifting', enums: 'names', 'page-size-max': 3 },
  'statuses are other ones': {
    'post-subscription-status': '201',
    'patch-same-status': 'conflict',
    'patch-delete-pending': 'bad-request',
    'delete-used-plan': 'error',
    'delete-user-with-subscriptions': 'bad-request',
    'remove-used-service': 'refuse',
    'www-authenticate': 'off',
    'suspended-tenant-status': '401',
    'bad-token-status': '403',
  },
  'what is pending may be patched, and what is used deleted': {
    'patch-delete-pending': 'ignore',
    'delete-used-plan': 'allow',
    'suspended-tenant-status': '404',
    'error-details': 'empty',
  },
  'rules are strict': {
    'suspended-tenant-status': '409',
    'unconfigured-plan': 'refuse',
    'invitation-code': 'enforce',
    'quota-validation': 'at-once',
    'migrate-suspended': 'refuse',
    'migrate-missing-service': 'refuse',
    'migrate-add-ons': 'refuse',
    principal: 'require',
    'enum-names-input': 'user-state-only',
    'strict-bodies': 'on',
    'unknown-sort': 'refuse',
    'error-details': 'absent',
  },
  'rules are lax': {
    'max-subscriptions-per-account': 'ignore',
    'decommissioned-plan': 'allow',
    'put-plan': 'merge',
    'put-plan-quotas': 'honour',
    'migrate-add-ons': 'keep',
    'user-suspension': 'cascade',
    principal: 'compare',
  },
  'clouds push again on resumption, and need time': {
    'reactivation-pushes-quota': 'on',
    'tenant-ready-ms': 1_000,
    'sync-ms': 2_000,
    'delete-ms': 2_000,
  },
  'machines stay behind, quotas below use fail': { 'delete-with-use': 'leaves', 'shrink-below-use': 'out-of-sync' },
  'answers look otherwise': {
    enums: 'names',
    'extra-members': 'on',
    'request-id': 'on',
    date: 'simulated',
    'service-state': 'Active',
    'odata-numbers': 'strings',
    'zero-use': 'null',
    'custom-quota-dimension': 'on',
    'provider-passwords': 'masked',
    'usage-summaries': 'failed',
  },
};

/** Told in stories of their own, or about add-ons and summaries, which we neither use nor read. */
const elsewhere = [
  ...toldElsewhere,
  'delete-with-use=refuses',
  'usage-summaries=empty',
  'detach-add-on-status=202',
  'detach-add-on-status=204',
  'add-on-over-max=406',
  'add-on-over-max=409',
  'add-on-not-linked=400',
  'add-on-not-linked=404',
  'add-on-arithmetic=max',
  'empty-add-on-limit=unlimited',
];

it('knows of a world for every value that the simulator offers beside its defaults', () => {
  const all = [...Object.values(worlds), ...Object.values(machineWorlds), ...Object.values(directoryWorlds)];
  const told = new Set(all.flatMap((world) => Object.entries(world).map((pair) => pair.join('='))));
  const offered = Object.entries(KNOBS).flatMap(([name, knob]) =>
    knob.kind === 'choice' ? knob.values.filter((one) => one !== knob.default).map((one) => `${name}=${one}`) : [],
  );
  expect(offered.filter((pair) => !told.has(pair) && !elsewhere.includes(pair))).toEqual([]);
});

it.each(Object.keys(worlds))('leads a whole life where %s', async (title) => {
  const story = await startStory({ knobs: worlds[title] ?? {} });
  story.simulator.clock.run(20);
  const others = story.nobodysBusiness();
  await tellTheBeginning(story);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual({
    users: ['a@example.org', 'b@example.org', 'c@example.org'],
    hostingPlans: [
      'VDC a: 8 CPU, 32768 MB, 500 GB, - VMs',
      'VDC b: 8 CPU, 32768 MB, 500 GB, 5 VMs',
      'VDC c: 8 CPU, 32768 MB, 500 GB, - VMs',
    ],
    subscriptions: [
      'a: active on VDC a of a@example.org',
      'b: suspended on VDC b of b@example.org',
      'c: active on VDC c of c@example.org',
    ],
  });
  await tellTheMiddle(story);
  expect(await story.apply()).toEnd(0);
  expect(story.made()).toEqual({
    users: ['a@example.org', 'b@example.org'],
    hostingPlans: ['VDC a: 6 CPU, 32768 MB, 500 GB, 20 VMs', 'VDC b: 16 CPU, 32768 MB, 500 GB, 5 VMs'],
    subscriptions: ['a: active on VDC a of a@example.org, with cto@a.example', 'b: active on VDC b of b@example.org'],
  });
  await tellTheEnd(story);
  expect(await story.apply()).toEnd(0);
  const end = {
    users: ['a@example.org', 'b@example.org', 'c@example.org'],
    hostingPlans: [
      'VDC a: 6 CPU, 32768 MB, 500 GB, 20 VMs',
      'VDC b: 4 CPU, 32768 MB, 500 GB, 5 VMs',
      'VDC c: 9 CPU, 32768 MB, 500 GB, - VMs',
    ],
    subscriptions: [
      'a: suspended on VDC a of a@example.org, with cto@a.example',
      'b: active on VDC b of b@example.org',
      'c: active on VDC c of c@example.org',
    ],
  };
  expect(story.made()).toEqual(end);
  story.writes();
  expect(await story.apply()).toEnd(0, 'No changes. 3 VDCs are as declared.');
  expect(story.writes()).toEqual([]);
  expect(story.made()).toEqual(end);
  expect(story.nobodysBusiness()).toEqual(others);
});

async function tellTheBeginning(story: Story): Promise<void> {
  await story.spec('a');
  await story.spec('b', { vms: 5, state: 'suspended' });
  await story.spec('c', { more: ['deletion: { grace: 0s }'] });
}

/** Shrunk and given a friend; resumed and enlarged; deleted at once. */
async function tellTheMiddle(story: Story): Promise<void> {
  await story.spec('a', { cpu: 6, vms: 20, more: ['coAdmins: [cto@a.example]'] });
  await story.spec('b', { vms: 5, cpu: 16 });
  await story.removeSpec('c');
}

/** Suspended; shrunk; and the name that was gone comes back. */
async function tellTheEnd(story: Story): Promise<void> {
  await story.spec('a', { cpu: 6, vms: 20, state: 'suspended', more: ['coAdmins: [cto@a.example]'] });
  await story.spec('b', { vms: 5, cpu: 4 });
  await story.spec('c', { cpu: 9 });
}
