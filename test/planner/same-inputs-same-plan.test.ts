import { describe, expect, it } from 'vitest';
import type { Plan, PlannedVdc } from '../../src/model/plan.ts';
import { formatPlanJson } from '../../src/cli/faces/plan-json.ts';
import { fingerprintOf } from '../../src/planner/fingerprint.ts';
import { hashes, limits, spec, Story, template, templateQuota } from '../support/planner-world.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** One of everything that a plan speaks of. */
function busyWorld(): Story {
  const story = new Story();
  const free = { policy: 'delete', graceMs: 0 } as const;
  for (const name of ['same', 'bigger', 'suspended', 'shared', 'moved']) story.converged(spec(name));
  for (const name of ['gone-1', 'gone-2', 'retired']) story.converged(spec(name, { deletion: free }));
  for (const name of ['stray-2', 'stray-1', 'stray-3', 'proven']) story.inWap(spec(name));
  story.declares(
    spec('same'),
    spec('bigger', { limits: { ...limits, cpu: 16 } }),
    spec('suspended', { state: 'suspended' }),
    spec('shared', { limits: { ...limits, cpu: 16 } }),
    spec('moved'),
    spec('proven'),
    spec('made', { coAdmins: ['b@x.example', 'a@x.example'] }),
    spec('namesake'),
    spec('twin', { hostingPlan: 'silver' }),
  );
  const other = story.subscriptionOf('shared');
  for (const id of ['7', '8', '9'])
    story.subscriptions.push({
      ...other,
      id: `${id}0000000-0000-4000-8000-000000000000`,
      name: id,
      owner: `${id}@x.example`,
    });
  for (const id of ['5', '4', '6'])
    story.subscriptions.push({
      ...other,
      id: `${id}0000000-0000-4000-8000-000000000000`,
      name: 'namesake',
      hostingPlanId: 'gold',
    });
  story.hostingPlans.push({ ...template, id: 'gold', displayName: 'Gold', quota: { ...templateQuota } });
  for (const id of ['s3', 's1', 's2']) story.hostingPlans.push({ ...template, id, displayName: 'VDC Silver' });
  return story.changeSubscription('moved', { hostingPlanId: 'gold' });
}

function shuffled<T>(rows: readonly T[], random: () => number): T[] {
  return rows
    .map((row) => ({ row, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

describe('the same world', () => {
  const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 1e9));
  it(`gives the same plan to the byte, in whatever order it was read (VDC_TEST_SEED=${seed})`, () => {
    const random = seededRandom(seed);
    const first = busyWorld().plan();
    expect(first.vdcs.length).toBeGreaterThan(8);
    expect(first.warnings.length).toBeGreaterThan(3);
    for (let turn = 0; turn < 50; turn++) {
      const story = busyWorld();
      story.hostingPlans = shuffled(story.hostingPlans, random);
      story.subscriptions = shuffled(story.subscriptions, random);
      story.users = shuffled(story.users, random);
      story.inventory = shuffled(story.inventory, random);
      story.createdUsers = new Map(shuffled([...story.createdUsers], random));
      expect(formatPlanJson(story.plan())).toBe(formatPlanJson(first));
    }
  });

  it('gives the same plan when owned VDCs are missing in bulk, in whatever order the inventory is', () => {
    const story = busyWorld();
    story.subscriptions = [];
    const first = story.plan();
    story.inventory.reverse();
    expect(formatPlanJson(story.plan())).toBe(formatPlanJson(first));
  });
});

describe('a fingerprint', () => {
  const print = (plan: Plan) => fingerprintOf(plan, hashes.sha256);

  it('is the same wherever the specs were checked out', () => {
    const here = busyWorld();
    const there = busyWorld();
    there.specs = there.specs.map((one) => ({ ...one, place: { ...one.place, file: `/srv/vdcs/${one.place.file}` } }));
    expect(there.plan().fingerprint).toBe(here.plan().fingerprint);
  });

  it.each<[string, (plan: Plan) => Plan]>([
    ['its installation', (plan) => ({ ...plan, installation: 'other' })],
    ['its revision', (plan) => ({ ...plan, revision: 'git:other' })],
    ['its scope', (plan) => ({ ...plan, scope: { targets: ['same'], selector: {} } })],
    ['what refuses it', (plan) => ({ ...plan, unsafe: [] })],
    ['what it warns of', (plan) => ({ ...plan, warnings: [] })],
    ['the order of its VDCs', (plan) => ({ ...plan, vdcs: plan.vdcs.toReversed() })],
    ['what an action saw', (plan) => changed(plan, 'saw', { owner: 'x', hostingPlanId: 'y', status: 'active' })],
    ['what an action does', (plan) => changed(plan, 'limits', { ...limits, cpu: 99 })],
    ['what is remembered', (plan) => ({ ...plan, vdcs: plan.vdcs.map(ofAnother) })],
  ])('is another one when the plan differs in %s', (_, change) => {
    const story = busyWorld();
    story.safety = { ...story.safety, maxSuspends: { count: 0 } };
    const plan = story.plan();
    expect(print(plan)).toBe(plan.fingerprint);
    expect(print(change(plan))).not.toBe(plan.fingerprint);
  });
});

function changed(plan: Plan, member: string, value: unknown): Plan {
  const vdcs = plan.vdcs.map((vdc) => ({
    ...vdc,
    actions: vdc.actions.map((action) => (member in action ? { ...action, [member]: value } : action)),
  }));
  return { ...plan, vdcs: vdcs };
}

function ofAnother(vdc: PlannedVdc): PlannedVdc {
  return { ...vdc, ...(vdc.remember && { remember: { ...vdc.remember, userName: 'x' } }) };
}
