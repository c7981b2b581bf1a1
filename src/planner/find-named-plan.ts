import type { ObservedHostingPlan } from '../model/observed-state.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import { hostingPlanNameOf } from './identity.ts';
import type { PlannerRules } from './planner-input.ts';
import type { World } from './world.ts';

/** The hosting plan that has the name of a VDC's; never a template, whatever it is called. */
export function findNamedPlan(name: VdcName, world: World, rules: PlannerRules): ObservedHostingPlan | undefined {
  return world.hostingPlansNamed(hostingPlanNameOf(name)).find((plan) => templateKeyOf(plan, rules) === undefined);
}

/** The key under which the settings name it as a template. WAP compares names without regard to case. */
export function templateKeyOf({ displayName }: ObservedHostingPlan, { templates }: PlannerRules): string | undefined {
  return Object.keys(templates).find((key) => templates[key]?.template.toLowerCase() === displayName.toLowerCase());
}
