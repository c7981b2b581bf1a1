import { readLimits } from '../../src/simulator/quota/read-limits.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import type { PlanRecord } from '../../src/simulator/world/plan-record.ts';
import type { SubscriptionRecord } from '../../src/simulator/world/subscription-record.ts';
import { rollUp, syncStateAt } from '../../src/simulator/world/sync-process.ts';

/** What stands in WAP beside what stood there before the story began, a line each: twice what is there twice. */
export interface Made {
  readonly users: readonly string[];
  /** `VDC acme: 8 CPU, 32768 MB, 500 GB, 20 VMs`, a dash for unlimited; or what is wrong with its quota. */
  readonly hostingPlans: readonly string[];
  /** `acme: active on VDC acme of ops@acme.example`, and what else is remarkable. */
  readonly subscriptions: readonly string[];
}

export interface StoryWorld {
  made(): Made;
  /** Everything that was there before the story, as it is now: to be compared with an earlier one. */
  nobodysBusiness(): unknown;
  /** By its name; the newest of several. */
  subscription(name: string): SubscriptionRecord;
  hostingPlan(displayName: string): PlanRecord;
  /** Its settings, `service/key` to text, the eight limits replaced by `#`. */
  settingsBesideLimits(displayName: string): Readonly<Record<string, string>>;
}

/** The world of a simulator, read past all knobs and faults. */
export function watchWorld({ world, clock }: Simulator): StoryWorld {
  const seeded = new Set([...world.users.rows, ...world.plans.rows, ...world.subscriptions.rows].map(({ seq }) => seq));
  const isNew = ({ seq }: { readonly seq: number }) => !seeded.has(seq);
  const isOld = ({ seq }: { readonly seq: number }) => seeded.has(seq);
  const look = () => world.settle(clock.now());
  const planName = (id: string) => world.plans.get(id)?.displayName ?? `(no plan ${id})`;
  const hostingPlan = (displayName: string): PlanRecord => {
    const [plan] = world.plans.where('displayName', displayName);
    if (plan === undefined) throw new Error(`WAP has no hosting plan "${displayName}"`);
    return plan;
  };
  return {
    made() {
      look();
      return {
        users: world.users.rows
          .filter(isNew)
          .map(({ name }) => name)
          .sort(),
        hostingPlans: world.plans.rows.filter(isNew).map(describePlan).sort(),
        subscriptions: world.subscriptions.rows
          .filter(isNew)
          .map((row) => describeSubscription(row, planName(row.planId), clock.now()))
          .sort(),
      };
    },
    nobodysBusiness() {
      look();
      return structuredClone([
        world.users.rows.filter(isOld),
        world.plans.rows.filter(isOld),
        world.subscriptions.rows.filter(isOld),
        world.addOns.rows,
      ]);
    },
    subscription(name) {
      look();
      const row = world.subscriptions.rows.findLast((one) => one.name === name);
      if (row === undefined) throw new Error(`WAP has no subscription "${name}"`);
      return row;
    },
    hostingPlan,
    settingsBesideLimits: (displayName) =>
      Object.fromEntries(
        hostingPlan(displayName).services.flatMap(({ name, settings }) =>
          settings.map(({ Key, Value }) => [`${name}/${Key}`, withoutLimits(Value)]),
        ),
      ),
  };
}

const limitElements = /<((?:Role|Member)(?:VMCount|CPUCount|MemoryMB|StorageGB))(?:>[^<]*<\/\1>|\s*\/>)/g;

function withoutLimits(text: string): string {
  return text.replace(limitElements, '<$1>#</$1>');
}

function describePlan({ displayName, services }: PlanRecord): string {
  const clouds = services.find(({ name }) => name === 'systemcenter');
  if (clouds === undefined) return `${displayName}: no VM clouds`;
  const quota = readLimits(clouds.settings);
  if (quota.problem !== null) return `${displayName}: ${quota.problem}`;
  const { cpuCount, memoryMb, storageGb, vmCount } = quota.limits;
  const members = isSameForMembers(clouds.settings.find(({ Key }) => Key === 'Clouds')?.Value ?? '');
  const limits = `${cpuCount ?? '-'} CPU, ${memoryMb ?? '-'} MB, ${storageGb ?? '-'} GB, ${vmCount ?? '-'} VMs`;
  return `${displayName}: ${limits}${members ? '' : ', others for members'}`;
}

function isSameForMembers(text: string): boolean {
  const of = (side: string, what: string) => new RegExp(`<${side}${what}>([^<]*)<`).exec(text)?.[1] ?? '';
  return ['VMCount', 'CPUCount', 'MemoryMB', 'StorageGB'].every((what) => of('Role', what) === of('Member', what));
}

const states = ['none', 'active', 'suspended', 'being deleted'];

function describeSubscription(row: SubscriptionRecord, plan: string, now: number): string {
  const { name, state, owner, coAdmins, services } = row;
  const parts = services.flatMap(({ quota, activation }) => [syncStateAt(quota, now), syncStateAt(activation, now)]);
  const admins = coAdmins.length === 0 ? '' : `, with ${coAdmins.join(', ')}`;
  const rest = ['', ', syncing', ', out of sync'][rollUp(parts)];
  return `${name}: ${states[state] ?? state} on ${plan} of ${owner}${admins}${rest}`;
}
