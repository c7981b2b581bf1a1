import type { ApplyOptions } from '../../src/executor/apply-plan.ts';
import type { ApplyReport } from '../../src/executor/apply-report.ts';
import type { HeldVms } from '../../src/model/memory.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { DesiredVdc } from '../../src/model/virtual-data-center.ts';
import { findInventoryUpdates } from '../../src/planner/find-inventory-updates.ts';
import { findQuestions } from '../../src/planner/find-questions.ts';
import type { VmProvider } from '../../src/providers/vm-provider.ts';
import { type ApplyStory, startApplyStory } from './apply-story.ts';
import { createInMemoryMachines, type InMemoryMachines } from './in-memory-machines.ts';
import { spec, Story } from './planner-world.ts';

export interface MachineStory extends ApplyStory {
  readonly machines: InMemoryMachines;
  readonly provider: ApplyOptions['provider'];
  readonly subscriptionId: (name: string) => string;
  readonly status: (name: string) => string | undefined;
  /** Somebody does it by hand. */
  readonly setStatus: (name: string, status: 'active' | 'suspended') => void;
  readonly held: (name: string) => Promise<HeldVms | undefined>;
  /** What a pass would do now. Nothing of a VDC that is not named: its spec is gone. */
  readonly look: (wishes: Readonly<Record<string, Partial<DesiredVdc>>>) => Promise<Plan>;
  /** Looks, plans, and carries out: one pass of a process that knows nothing but what is in the store. */
  readonly pass: (
    wishes: Readonly<Record<string, Partial<DesiredVdc>>>,
    over?: Partial<ApplyOptions>,
  ) => Promise<ApplyReport>;
}

/** VDCs that stand, with machines; planner, executor and store are the real ones. `stays` never goes. */
export async function startMachineStory(access: VmProvider['access'], names = ['acme']): Promise<MachineStory> {
  const story = await startApplyStory();
  const { wap, store, clock } = story;
  const world = new Story();
  for (const name of [...names, 'stays']) world.converged(spec(name));
  world.hostingPlans = world.hostingPlans.map((plan) => ({
    ...plan,
    ...(plan.quota && { quota: { ...plan.quota, tenantActions: ['Start', 'Stop', 'Save'] } }),
  }));
  for (const { id, owner, hostingPlanId } of world.subscriptions)
    wap.subscriptions.set(id, { owner, hostingPlanId, status: 'active' });
  for (const { id, displayName } of world.hostingPlans) wap.hostingPlans.set(id, displayName);
  for (const { name } of world.users) wap.users.add(name);
  await store.remember(world.inventory);
  const standing = [...world.subscriptions];
  const machines = createInMemoryMachines({
    clock,
    access,
    isLetIn: (id) => wap.subscriptions.get(id)?.status === 'active',
  });
  const idOf = (name: string) => standing.find((one) => one.name === name)?.id ?? name;
  const provider: ApplyOptions['provider'] = {
    ...wap.provider,
    vms: machines.provider,
    findMoved: async (id, saw) =>
      wap.subscriptions.get(id)?.status === saw.status
        ? undefined
        : { kind: 'skipped', code: 'WORLD_MOVED', message: 'its status is another than was seen' },
  };

  async function look(wishes: Readonly<Record<string, Partial<DesiredVdc>>>): Promise<Plan> {
    const memory = await store.readMemory(clock.now());
    world.nowMs = clock.now();
    world.vmAccess = access;
    world.safety = { ...world.safety, maxSuspends: { count: 99 } };
    world.inventory = [...memory.inventory];
    world.heldVms = new Map(memory.heldVms);
    world.subscriptions = standing.flatMap((one) => {
      const status = wap.subscriptions.get(one.id)?.status;
      return status === undefined ? [] : [{ ...one, status }];
    });
    world.gone = new Set(standing.filter(({ id }) => !wap.subscriptions.has(id)).map(({ id }) => id));
    world.hostingPlans = world.hostingPlans.filter(({ id }) => wap.hostingPlans.has(id));
    world.declares(spec('stays'), ...Object.entries(wishes).map(([name, wish]) => spec(name, wish)));
    world.vms = new Map();
    for (const question of findQuestions(world.input()))
      if (question.kind === 'vms')
        world.vms.set(question.subscriptionId, {
          vms: await machines.provider.list(question, new AbortController().signal),
        });
    await store.remember(findInventoryUpdates(world.input(), world.plan()));
    return world.plan();
  }

  return {
    ...story,
    machines,
    provider,
    subscriptionId: idOf,
    status: (name) => wap.subscriptions.get(idOf(name))?.status,
    setStatus(name, status) {
      const subscription = wap.subscriptions.get(idOf(name));
      if (subscription !== undefined) subscription.status = status;
    },
    held: async (name) => (await store.readMemory(clock.now())).heldVms.get(idOf(name)),
    look,
    async pass(wishes, over) {
      const plan = await look(wishes);
      return story.apply(plan.vdcs, { provider, ...over });
    },
  };
}

export const asleep = { state: 'suspended' } as const;
export const awake = { state: 'active' } as const;
export const atOnce = { deletion: { policy: 'delete', graceMs: 0 } } as const;
