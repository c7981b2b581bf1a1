import type { Plan } from '../model/plan.ts';

/**
 * The plan as it may be carried out: the same, or without the refusals that the approval lifts. An approval names one
 * fingerprint, so it never lifts anything for another plan, and never what no approval can mend.
 */
export function approvePlan(plan: Plan, approval: string | undefined): Plan {
  if (plan.unsafe.length === 0 || approval !== plan.fingerprint) return plan;
  return { ...plan, unsafe: plan.unsafe.filter((one) => !one.isApprovable) };
}
