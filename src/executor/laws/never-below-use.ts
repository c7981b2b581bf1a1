import type { Broken } from '../../model/law.ts';
import type { Limit, Limits } from '../../model/virtual-data-center.ts';
import { formatLimit, limitFields, specField } from '../../planner/words.ts';
import { broken, type Deed, type LawFacts } from './law-facts.ts';

/** The largest that gives a whole number. */
const units = { ram: 'Ti', disk: 'Ti' } as const;

/** No limit of a VDC that stands shrinks below what was seen in use, or while nobody knows what is in use. */
export function neverBelowUse(deed: Deed, facts: LawFacts): Broken | undefined {
  const change = findChange(deed, facts);
  if (change === undefined) return undefined;
  const { before, after, subscriptionId } = change;
  const shrinking = limitFields.filter((field) => isLess(after[field], before[field]));
  if (shrinking.length === 0) return undefined;
  const answer = facts.input.closer.use.get(subscriptionId);
  for (const field of shrinking) {
    const wanted = after[field];
    const used = answer === undefined || 'unread' in answer ? undefined : answer.use[field];
    if (wanted === 'unlimited') continue;
    if (used === undefined)
      return broken('never-below-use', deed, `${specField[field]} would shrink, and nobody knows what is in use`);
    if (used > wanted)
      return broken(
        'never-below-use',
        deed,
        `${specField[field]} would be ${formatLimit(field, wanted, units)}, and ${formatLimit(field, used, units)} is in use`,
      );
  }
  return undefined;
}

interface Change {
  readonly subscriptionId: string;
  readonly before: Limits;
  readonly after: Limits;
}

function findChange({ vdc, action }: Deed, { world, entryOf, specOf }: LawFacts): Change | undefined {
  const { name, remember } = vdc;
  const id = remember?.subscriptionId ?? entryOf(name)?.subscriptionId ?? specOf(name)?.subscriptionId;
  const subscription = id === undefined ? undefined : world.subscription(id);
  const before = subscription && world.hostingPlan(subscription.hostingPlanId)?.quota?.limits;
  if (subscription === undefined || before === undefined) return undefined;
  const subscriptionId = subscription.id;
  if (action.kind === 'hosting-plan' && action.verb === 'update') {
    // What the subscription is not on takes nothing from it.
    const isOn = action.hostingPlanId.toLowerCase() === subscription.hostingPlanId.toLowerCase();
    return isOn ? { subscriptionId, before, after: action.limits } : undefined;
  }
  if (action.kind !== 'subscription' || action.verb !== 'update' || action.change.field !== 'hostingPlan')
    return undefined;
  const to = action.change.hostingPlanId;
  const made = vdc.actions.find(
    (one) => one.kind === 'hosting-plan' && one.verb !== 'delete' && one.hostingPlanId === to,
  );
  const after = made !== undefined && 'limits' in made ? made.limits : world.hostingPlan(to)?.quota?.limits;
  return after && { subscriptionId, before, after: after as Limits };
}

function isLess(a: Limit, b: Limit): boolean {
  if (a === 'unlimited') return false;
  return b === 'unlimited' || a < b;
}
