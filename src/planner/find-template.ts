import type { ObservedHostingPlan, ObservedQuota } from '../model/observed-state.ts';
import type { Block } from '../model/plan.ts';
import type { Sight } from './planner-input.ts';

export type Template =
  { readonly plan: ObservedHostingPlan; readonly quota: ObservedQuota } | { readonly block: Block };

/** The WAP plan that a VDC is cut from, or why it cannot be. */
export function findTemplate(key: string, sight: Sight): Template {
  const displayName = sight.input.rules.templates[key]?.template;
  if (displayName === undefined)
    return block(
      'UNKNOWN_HOSTING_PLAN',
      `The settings have no hosting plan "${key}", so the VDC has nothing to be cut from.`,
      `Add it under hostingPlans, or name another in the spec.`,
    );
  const named = sight.world.hostingPlansNamed(displayName);
  const [plan] = named;
  if (plan === undefined)
    return block(
      'TEMPLATE_NOT_FOUND',
      `WAP has no hosting plan "${displayName}", from which "${key}" is to be cut.`,
      `Create it in the WAP admin portal, or mend hostingPlans.${key}.template in the settings.`,
    );
  if (named.length > 1)
    return block(
      'TEMPLATE_AMBIGUOUS',
      `WAP shows ${named.length} hosting plans named "${displayName}" (${named.map((one) => one.id).join(', ')}), so it is not known which of them "${key}" is cut from.`,
      `Rename all but one of them.`,
    );
  if (plan.quota === undefined)
    return block(
      'TEMPLATE_UNUSABLE',
      `Hosting plan "${displayName}" has no VM cloud with a quota, so no VDC can be cut from it.`,
      `Give it the service "systemcenter" with exactly one cloud, and configure it.`,
    );
  return { plan, quota: plan.quota };
}

function block(code: string, message: string, wayOut: string): Template {
  return { block: { code, message, wayOut } };
}
