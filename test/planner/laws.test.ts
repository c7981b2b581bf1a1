import { describe, expect, it } from 'vitest';
import type { Action, Plan, PlannedVdc } from '../../src/model/plan.ts';
import { findShrinks } from '../../src/planner/diff-limits.ts';
import { mintIdentity } from '../../src/planner/identity.ts';
import { lazily } from '../../src/planner/world.ts';
import { broken, isLoginOfOurs, type Laws, lawsOfOwners, onSubscriptions, same } from '../support/laws-of-owners.ts';
import { hashes, installation, type Story, template } from '../support/planner-world.ts';
import { randomWorldOfOwners } from '../support/random-owners.ts';
import { randomWorld } from '../support/random-world.ts';
import { seededRandom } from '../support/seeded-random.ts';

const seed = Number(process.env['VDC_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const worlds = 700;

type MachinesAction = Extract<Action, { readonly kind: 'vms' }>;
type PlanAction = Extract<Action, { readonly kind: 'hosting-plan' }>;

const onMachines = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is MachinesAction => action.kind === 'vms');
const onPlans = ({ actions }: PlannedVdc) =>
  actions.filter((action): action is PlanAction => action.kind === 'hosting-plan');
const identities = (name: string) => [1, 2, 3].map((n) => mintIdentity(installation, name, n, hashes));
const isOwned = (story: Story, { name }: PlannedVdc, id: string) =>
  identities(name).some(({ subscriptionId }) => subscriptionId === id) ||
  story.inventory.some((entry) => entry.name === name && entry.subscriptionId === id) ||
  story.specs.some((one) => one.name === name && one.subscriptionId === id);
const on = (story: Story, planId: string) => story.subscriptions.filter((one) => same(one.hostingPlanId, planId));

/** What must hold of every plan, whatever the world; each says which VDC breaks it. */
const laws: Laws = {
  'touches only subscriptions that are ours': (story, plan) =>
    broken(plan, (vdc) =>
      [...onSubscriptions(vdc), ...onMachines(vdc)].some(({ subscriptionId }) => !isOwned(story, vdc, subscriptionId)),
    ),

  'reaches for machines only by a way that there is then': ({ vmAccess }, plan) =>
    broken(plan, (vdc) =>
      onMachines(vdc).some(({ saw }) => vmAccess === 'none' || (vmAccess === 'tenant' && saw.status !== 'active')),
    ),

  'lets every action on a subscription or its machines expect what the one before it leaves': (_, plan) =>
    broken(plan, ({ actions }) => {
      let status: string | undefined;
      return actions.some((action) => {
        if ((action.kind !== 'subscription' && action.kind !== 'vms') || !('saw' in action)) return false;
        const isWrong = status !== undefined && action.saw.status !== status;
        status = action.saw.status;
        if (action.kind === 'subscription' && action.verb === 'suspend') status = 'suspended';
        if (action.kind === 'subscription' && action.verb === 'resume') status = 'active';
        return isWrong;
      });
    }),

  'brings machines back only where a spec wants the VDC active, and rests them only where none does': (story, plan) =>
    broken(plan, (vdc) =>
      onMachines(vdc).some(({ verb }) => {
        const isWanted = story.specs.find(({ name }) => name === vdc.name)?.state === 'active';
        return verb === 'resume' ? !isWanted : isWanted;
      }),
    ),

  'deletes no subscription whose machines it could clear and does not': ({ vmAccess }, plan) =>
    broken(plan, ({ actions }) => {
      const at = actions.findIndex(({ verb, kind }) => verb === 'delete' && kind === 'subscription');
      const action = actions[at];
      if (action?.kind !== 'subscription' || action.verb !== 'delete' || vmAccess === 'none') return false;
      if (vmAccess === 'tenant' && action.saw.status === 'deleting') return false;
      const before = actions[at - 1];
      return !(before?.kind === 'vms' && before.verb === 'delete');
    }),

  'gives one subscription and one hosting plan to one VDC': (_, plan) => {
    const ids = plan.vdcs.map((vdc) => [
      ...new Set([
        ...onSubscriptions(vdc).map((one) => one.subscriptionId),
        ...onPlans(vdc).map((one) => one.hostingPlanId),
      ]),
    ]);
    const all = ids.flat();
    return all.some((id, at) => all.indexOf(id) !== at) ? plan.vdcs.map(({ name }) => name) : [];
  },

  'makes no second subscription for one VDC': (story, plan) =>
    broken(plan, (vdc) => {
      const made = onSubscriptions(vdc).find(({ verb }) => verb === 'create');
      if (made === undefined) return false;
      const before = identities(vdc.name).filter(({ subscriptionId }) => subscriptionId !== made.subscriptionId);
      return before.some(({ subscriptionId }) => story.subscriptions.some(({ id }) => id === subscriptionId));
    }),

  'writes nothing of what is paused, invalid or out of its spec’s owner': (story, plan) =>
    broken(plan, (vdc) => {
      const desired = story.specs.find(({ name }) => name === vdc.name);
      const { paused } = desired ?? {};
      if (paused && (paused.untilMs === undefined || paused.untilMs > story.nowMs)) return vdc.actions.length > 0;
      return onSubscriptions(vdc).some(
        (action) =>
          desired &&
          'saw' in action &&
          !same(action.saw.owner, desired.owner.email) &&
          !isLoginOfOurs(story, action.saw.owner) &&
          !vdc.actions.some((one) => one.kind === 'account' && same(one.resource, `account/${action.saw.owner}`)),
      );
    }),

  'deletes only what no spec names, after its grace, unprotected and suspended': (story, plan) =>
    broken(plan, (vdc) => {
      const gone = onSubscriptions(vdc).find(({ verb }) => verb === 'delete');
      if (gone === undefined) return false;
      const entry = story.inventory.find(({ name }) => name === vdc.name);
      const row = story.subscriptions.find(({ id }) => id === gone.subscriptionId);
      if (entry === undefined || row === undefined || !story.isComplete) return true;
      if (story.specs.some((one) => one.name === vdc.name || one.subscriptionId === row.id)) return true;
      const { deletion, protect } = entry.lastSpec;
      if (protect || deletion.policy !== 'delete' || row.status === 'unknown') return true;
      const isOver = entry.retiredAtMs !== undefined && story.nowMs >= entry.retiredAtMs + deletion.graceMs;
      if (row.status === 'deleting' || deletion.graceMs === 0 || entry.isBeingDeleted === true) return false;
      return !(isOver && row.status === 'suspended');
    }),

  'changes no hosting plan that carries others, is a template, or is not understood': (story, plan) =>
    broken(plan, (vdc) =>
      onPlans(vdc).some((action) => {
        if (action.verb === 'create') return false;
        const there = story.hostingPlans.find(({ id }) => same(id, action.hostingPlanId));
        const others = on(story, action.hostingPlanId).filter(({ id }) => !isOwned(story, vdc, id));
        const isCarrying = on(story, action.hostingPlanId).length > 0;
        const isUnread = action.verb === 'update' && there?.unreadQuota !== undefined && isCarrying;
        return others.length > 0 || isUnread || same(action.hostingPlanId, template.id);
      }),
    ),

  'sets no limit below use, and none below use that was not read': (story, plan) =>
    broken(plan, (vdc) =>
      onPlans(vdc).some((action) => {
        if (action.verb !== 'update') return false;
        const quota = story.hostingPlans.find(({ id }) => same(id, action.hostingPlanId))?.quota;
        const carried = on(story, action.hostingPlanId);
        if (quota === undefined || carried.length === 0) return false;
        return findShrinks(action.limits, quota).some((field) => {
          const answers = carried.map(({ id }) => story.use.get(id));
          return answers.some(
            (answer) => !answer || !('use' in answer) || (answer.use[field] ?? Infinity) > Number(action.limits[field]),
          );
        });
      }),
    ),

  'deletes no user that others use, that a spec wants, or that we did not make': (story, plan) => {
    const leaving = new Set(
      plan.vdcs.flatMap((vdc) =>
        onSubscriptions(vdc).flatMap((one) => (one.verb === 'delete' ? [one.subscriptionId] : [])),
      ),
    );
    return broken(plan, ({ actions }) =>
      actions.some((action) => {
        if (action.kind !== 'user' || action.verb !== 'delete') return false;
        const staying = story.subscriptions.filter(({ id, owner }) => same(owner, action.userName) && !leaving.has(id));
        const isWanted = story.specs.some(({ owner }) => same(owner.email, action.userName));
        return staying.length > 0 || isWanted || !story.createdUsers.has(action.userName.toLowerCase());
      }),
    );
  },

  'does nothing half: what is blocked in its making is not made': (_, plan) =>
    broken(plan, (vdc) => vdc.blocks.length > 0 && onSubscriptions(vdc).some(({ verb }) => verb === 'create')),
};

interface Planned {
  readonly story: Story;
  readonly plan: Plan;
}

/** Made once for all laws, which only look at them. */
function planned(world: (random: () => number) => Story): () => readonly Planned[] {
  return lazily(() => {
    const random = seededRandom(seed);
    return Array.from({ length: worlds }, () => {
      const story = world(random);
      return { story, plan: story.plan() };
    });
  });
}

const kinds = [
  { world: 'without a directory', all: planned(randomWorld), laws },
  { world: 'with a directory and mail', all: planned(randomWorldOfOwners), laws: { ...laws, ...lawsOfOwners } },
];

describe.each(kinds)(`whatever the world, $world (VDC_TEST_SEED=${seed})`, ({ all, laws: these }) => {
  it.each(Object.entries(these))('a plan %s', (_, law) => {
    const found: unknown[] = [];
    for (const [world, { story, plan }] of all().entries()) {
      const culprits = law(story, plan);
      found.push(...plan.vdcs.filter(({ name }) => culprits.includes(name)).map((vdc) => ({ world, vdc })));
      if (culprits.length > 0) break;
    }
    expect(found).toEqual([]);
  });
});
