import type { PlanScope } from '../model/plan.ts';

/** A daemon always looks after all VDCs. */
export const NO_SCOPE: PlanScope = { targets: [], selector: {} };
