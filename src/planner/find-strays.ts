import type { Warning } from '../model/plan.ts';
import type { PlannerInput } from './planner-input.ts';
import { mintIdentity } from './identity.ts';

/**
 * Subscriptions that carry our identity though neither a spec nor the inventory knows them: the state store was lost or
 * belongs to another place. Whether they were protected is lost with it, so they are shown and left alone.
 */
export function findStrays(input: PlannerInput): readonly Warning[] {
  if (input.scope.targets.length > 0 || Object.keys(input.scope.selector).length > 0) return [];
  const known = new Set<string>();
  for (const entry of input.memory.inventory) known.add(entry.subscriptionId);
  const named = new Set<string>(input.desired.unreadableNames);
  for (const vdc of input.desired.vdcs) named.add(vdc.name);
  const warnings: Warning[] = [];
  for (const subscription of input.observed.subscriptions) {
    if (known.has(subscription.id) || named.has(subscription.name)) continue;
    // Version 5 GUIDs are rare in WAP, whose own are random: only those are worth a hash.
    if (subscription.id[14] !== '5') continue;
    const identity = mintIdentity(input.installation, subscription.name, 1, input.hashes);
    if (identity.subscriptionId !== subscription.id) continue;
    warnings.push({
      code: 'SUBSCRIPTION_STRAY',
      vdc: subscription.name,
      message: `Subscription "${subscription.name}" of ${subscription.owner} was made by this installation, but no spec names it and the state store does not know it. It is left alone. To retire it: restore its spec, apply, then remove the spec.`,
    });
  }
  return warnings.sort((a, b) => (a.message < b.message ? -1 : 1));
}
