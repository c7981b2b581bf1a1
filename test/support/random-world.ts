import type { InventoryEntry } from '../../src/model/memory.ts';
import type { ObservedSubscription } from '../../src/model/observed-state.ts';
import type { DesiredVdc, Limit, Limits } from '../../src/model/virtual-data-center.ts';
import { mintIdentity } from '../../src/planner/identity.ts';
import { aHeldVm, aVm, heldOf } from './observed-machines.ts';
import { hashes, hour, installation, limits, now, spec, Story, template, templateQuota } from './planner-world.ts';

export const worldNames = ['a', 'b', 'c', 'd', 'e', 'base'];
const owners = ['a@x.example', 'B@x.example', 'b@x.example', 'shared@x.example'];

/** A world in which anything may have happened to a few VDCs, by us, by people and by misreading. */
export function randomWorld(random: () => number): Story {
  const chance = (share: number) => random() < share;
  const pick = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  const owner = () => ({ email: pick(owners, 'a@x.example') });
  const cpu = (): Limits => ({ ...limits, cpu: pick<Limit>([2, 8, 16, 'unlimited'], 8) });
  const story = new Story();
  story.hostingPlans.push({ ...template, id: 'gold', displayName: 'Gold', quota: { ...templateQuota, limits: cpu() } });
  const specs: DesiredVdc[] = [];
  for (const name of worldNames) {
    const desired = spec(name, {
      owner: owner(),
      limits: cpu(),
      state: chance(0.3) ? 'suspended' : 'active',
      protect: chance(0.2),
      onSuspend: pick(['none', 'shutdown', 'save'], 'shutdown'),
      onResume: pick(['previous', 'all', 'none'], 'previous'),
      deletion: {
        policy: pick(['delete', 'delete', 'suspend', 'retain'], 'delete'),
        graceMs: pick([0, 72 * hour], 0),
      },
      ...(chance(0.2) && { coAdmins: [pick(owners, '')] }),
      ...(chance(0.2) && { paused: { reason: 'ticket', by: 'jo', ...(chance(0.3) && { untilMs: now - 1 }) } }),
    });
    const generation = chance(0.3) ? 2 : 1;
    if (chance(0.7)) story.inWap(desired, generation);
    if (chance(0.2)) story.inWap(desired, 3 - generation);
    if (chance(0.7)) story.inventory.push(entryOf(desired, chance(0.8) ? generation : 3 - generation));
    if (chance(0.5)) story.createdUsers.set(desired.owner.email.toLowerCase(), now - hour);
    if (chance(0.7)) specs.push({ ...desired, limits: cpu(), ...(chance(0.2) && { owner: owner() }) });
  }
  story.inventory = story.inventory.map((entry) => ({
    ...entry,
    wasSeen: chance(0.9),
    isAdopted: chance(0.15),
    ...(chance(0.4) && { retiredAtMs: now - pick([hour, 100 * hour], hour) }),
    ...(chance(0.1) && { isBeingDeleted: true }),
  }));
  story.vmAccess = pick(['none', 'tenant', 'spf'], 'none');
  for (const { subscriptionId: id } of story.inventory) {
    if (chance(0.3)) story.heldVms.set(id, heldOf([aHeldVm('web', 'running')], { isComplete: chance(0.5) }));
    if (story.vmAccess === 'spf' && chance(0.3))
      story.vms.set(id, { vms: [aVm('web', pick(['running', 'paused', 'off', 'moving'], 'off'))] });
  }
  story.subscriptions = story.subscriptions.filter(() => chance(0.9)).map((row) => touched(row));
  story.hostingPlans = story.hostingPlans
    .filter((plan) => plan === template || chance(0.95))
    .map(({ quota, ...plan }) => {
      if (plan.displayName === template.displayName || !quota || chance(0.9))
        return { ...plan, ...(quota && { quota }) };
      return chance(0.5) ? plan : { ...plan, unreadQuota: 'It is no XML.' };
    });
  for (const { id } of story.subscriptions)
    if (chance(0.7)) story.use.set(id, chance(0.9) ? { use: { cpu: pick([0, 4, 12], 0) } } : { unread: 'no answer' });
  for (const entry of story.inventory)
    if (!story.subscriptions.some(({ id }) => id === entry.subscriptionId) && chance(0.7))
      story.gone.add(entry.subscriptionId);
  // At most one: two documents with one subscriptionId do not get past the specs.
  const adopter = chance(0.4) ? pick(worldNames, 'a') : '';
  const subscriptionId = story.subscriptions[Math.floor(random() * story.subscriptions.length)]?.id;
  story.specs = specs.map((one) => (one.name === adopter && subscriptionId ? { ...one, subscriptionId } : one));
  story.isComplete = chance(0.9);
  story.safety = {
    maxDeletes: { count: 99 },
    maxSuspends: { count: 99 },
    maxShrinks: { count: 99 },
    maxDeletesPerDay: { count: 99 },
  };
  return story;

  function touched(row: ObservedSubscription): ObservedSubscription {
    return {
      ...row,
      ...(chance(0.1) && { owner: pick(owners, row.owner) }),
      ...(chance(0.15) && { hostingPlanId: pick(story.hostingPlans, template).id }),
      ...(chance(0.15) && { status: pick(['active', 'suspended', 'deleting', 'unknown'] as const, 'active') }),
      ...(chance(0.1) && { convergence: 'out-of-sync' as const }),
      ...(chance(0.1) && { name: 'renamed by its tenant' }),
      ...(chance(0.1) && {
        id: `0a1b2c3d-0000-4000-8000-${Math.floor(random() * 1e12)
          .toString()
          .padStart(12, '0')}`,
      }),
    };
  }
}

function entryOf(desired: DesiredVdc, generation: number): InventoryEntry {
  const { subscriptionId, hostingPlanId } = mintIdentity(installation, desired.name, generation, hashes);
  const { limits: own, state, hostingPlan, onSuspend, onResume, deletion, protect } = desired;
  return {
    name: desired.name,
    generation,
    subscriptionId,
    wasSeen: true,
    hostingPlanId,
    isAdopted: false,
    userName: desired.owner.email,
    lastSpec: {
      limits: own,
      state,
      hostingPlan,
      onSuspend,
      onResume,
      deletion,
      protect,
      ownerEmail: desired.owner.email,
    },
    resyncs: 0,
  };
}
