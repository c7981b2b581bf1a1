import { showValue } from '../show-value.ts';
import type { Complaint } from '../text-problem.ts';

export function checkHostingPlanKey(value: unknown, field: string): Complaint | undefined {
  if (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(value)) return undefined;
  return {
    code: 'INVALID_HOSTING_PLAN_NAME',
    message: `${field} is ${showValue(value)}; it names a key of hostingPlans in the settings: letters, digits, dots, dashes and underscores, at most 63.`,
  };
}
