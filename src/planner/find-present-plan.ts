import type { InventoryEntry } from '../model/memory.ts';
import type { ObservedHostingPlan, ObservedQuota, ObservedSubscription } from '../model/observed-state.ts';
import type { DesiredVdc } from '../model/virtual-data-center.ts';
import type { Draft } from './draft.ts';
import { findNamedPlan, templateKeyOf } from './find-named-plan.ts';
import { hostingPlanNameOf, mintIdentity } from './identity.ts';
import type { Sight } from './planner-input.ts';

/** The hosting plan that the subscription is to be on. */
export interface PresentPlan {
  readonly hostingPlan: ObservedHostingPlan;
  /** Where the subscription is meanwhile, and what it has there: somebody moved it, and it is to be moved back. */
  readonly movedTo?: { readonly hostingPlan: ObservedHostingPlan; readonly quota: ObservedQuota };
}

/** The plan the subscription is to be on; when somebody moved it to another one, it is moved back if that is possible. */
export function findPresentPlan(
  draft: Draft,
  desired: DesiredVdc,
  entry: InventoryEntry | undefined,
  subscription: ObservedSubscription,
  isAdopted: boolean,
  sight: Sight,
): PresentPlan | undefined {
  const on = sight.world.hostingPlan(subscription.hostingPlanId);
  if (isAdopted && (entry === undefined || same(on?.id, entry.hostingPlanId)))
    return on === undefined ? unseen(draft, subscription) : { hostingPlan: on };
  // The usual case first: it decides without minting an identity, 10,000 times a pass.
  if (on !== undefined && entry !== undefined && same(on.id, entry.hostingPlanId)) return { hostingPlan: on };
  const minted = mintIdentity(sight.input.installation, desired.name, entry?.generation ?? 1, sight.input.hashes);
  const ownName = hostingPlanNameOf(desired.name);
  const ownId = entry?.hostingPlanId ?? minted.hostingPlanId;
  const hasOwnName = same(on?.displayName, ownName) && on && templateKeyOf(on, sight.input.rules) === undefined;
  if (on !== undefined && (same(on.id, ownId) || hasOwnName)) return { hostingPlan: on };
  const own = sight.world.hostingPlan(ownId) ?? findNamedPlan(desired.name, sight.world, sight.input.rules);
  const isFree = own !== undefined && sight.world.subscriptionsOn(own.id).length === 0;
  if (own?.quota && isFree && on?.quota?.cloudId === own.quota.cloudId && on.quota.stampId === own.quota.stampId)
    return { hostingPlan: own, movedTo: { hostingPlan: on, quota: on.quota } };
  draft.blocks.push({
    code: 'ON_OTHER_HOSTING_PLAN',
    message: `The subscription is on hosting plan "${on?.displayName ?? subscription.hostingPlanId}" instead of "${ownName}", and cannot be moved back: ${own === undefined ? `"${ownName}" no longer exists` : isFree ? 'the two are on different clouds' : `"${ownName}" carries other subscriptions`}.`,
    wayOut: `Move the subscription to a hosting plan named "${ownName}" in the WAP admin portal.`,
  });
  return undefined;
}

function unseen(draft: Draft, subscription: ObservedSubscription): undefined {
  draft.blocks.push({
    code: 'HOSTING_PLAN_UNSEEN',
    message: `WAP did not list hosting plan ${subscription.hostingPlanId}, on which the subscription is, so its limits cannot be compared.`,
    wayOut: `Run \`vdc plan\` again; if it stays, look at the plan in the WAP admin portal.`,
  });
}

function same(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && (a === b || a.toLowerCase() === b.toLowerCase());
}
