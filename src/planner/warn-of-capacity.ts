import type { CloserView } from '../model/observed-state.ts';
import type { PlannedVdc, Warning } from '../model/plan.ts';
import type { Limits } from '../model/virtual-data-center.ts';
import type { PlannerInput } from './planner-input.ts';
import { formatLimit, limitFields, specField } from './words.ts';
import { indexWorld, type World } from './world.ts';

/**
 * Whether the limits that this plan leaves sold exceed what a cloud has for all its tenants. Overselling is a provider's
 * right, so it is told and never refused; what is unlimited has no sum and is counted apart.
 */
export function warnOfCapacity(vdcs: readonly PlannedVdc[], input: PlannerInput): readonly Warning[] {
  if (input.closer.capacity.size === 0) return [];
  const world = indexWorld(input.observed);
  const sold = limitsAfter(vdcs, input, world);
  return [...input.closer.capacity]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([cloudId, answer]) => warnOf(cloudId, answer, sold.get(cloudId) ?? [], world, input));
}

type Answer = NonNullable<ReturnType<CloserView['capacity']['get']>>;

function warnOf(
  cloudId: string,
  answer: Answer,
  sold: readonly Limits[],
  world: World,
  input: PlannerInput,
): readonly Warning[] {
  const cloud = nameOf(cloudId, world, input);
  if ('unread' in answer)
    return [{ code: 'CAPACITY_UNREAD', message: `Whether ${cloud} has room could not be seen: ${answer.unread}` }];
  return limitFields.flatMap((field): readonly Warning[] => {
    const capacity = answer.capacity[field];
    if (capacity === undefined) return [];
    let sum = 0;
    let unlimited = 0;
    for (const { [field]: limit } of sold) {
      if (limit === 'unlimited') unlimited += 1;
      else sum += limit;
    }
    if (sum <= capacity) return [];
    const units = { ram: 'Gi', disk: 'Gi' } as const;
    const besides = unlimited === 0 ? '' : `, and ${unlimited} without any limit besides`;
    return [
      {
        code: 'CLOUD_OVERSOLD',
        message: `After this plan the subscriptions on ${cloud} may use ${formatLimit(field, sum, units)} ${specField[field]} together${besides}; it has ${formatLimit(field, capacity, units)}. Whoever comes last will find nothing left.`,
      },
    ];
  });
}

/** The limits of every subscription, of whomever, as they will be; by cloud. */
function limitsAfter(
  vdcs: readonly PlannedVdc[],
  input: PlannerInput,
  world: World,
): ReadonlyMap<string, readonly Limits[]> {
  const all = new Map<string, Limits[]>();
  const add = (cloudId: string, limits: Limits) => {
    const list = all.get(cloudId);
    if (list === undefined) all.set(cloudId, [limits]);
    else list.push(limits);
  };
  const written = new Map<string, { readonly limits: Limits; readonly templateId?: string }>();
  const going = new Set<string>();
  const made: string[] = [];
  for (const action of vdcs.flatMap(({ actions }) => actions)) {
    if (action.kind === 'hosting-plan' && action.verb !== 'delete')
      written.set(action.hostingPlanId.toLowerCase(), action);
    if (action.kind !== 'subscription') continue;
    if (action.verb === 'create') made.push(action.hostingPlanId);
    if (action.verb === 'delete') going.add(action.subscriptionId);
  }
  const staying = input.observed.subscriptions.filter(({ id }) => !going.has(id));
  for (const hostingPlanId of [...staying.map((one) => one.hostingPlanId), ...made]) {
    const then = written.get(hostingPlanId.toLowerCase());
    const quota = world.hostingPlan(hostingPlanId)?.quota;
    const cloudId = quota?.cloudId ?? world.hostingPlan(then?.templateId ?? '')?.quota?.cloudId;
    const after = then?.limits ?? quota?.limits;
    if (cloudId !== undefined && after !== undefined) add(cloudId, after);
  }
  return all;
}

/** By the template that people know it from. */
function nameOf(cloudId: string, world: World, { rules }: PlannerInput): string {
  for (const { template } of Object.values(rules.templates))
    if (world.hostingPlansNamed(template)[0]?.quota?.cloudId === cloudId) return `the cloud of "${template}"`;
  return `cloud ${cloudId}`;
}
