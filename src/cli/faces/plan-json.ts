import type { Plan } from '../../model/plan.ts';
import { formatJson } from './ordered-json.ts';

/**
 * The plan as data: every member that apply needs and none besides, so that what is saved is what is carried out.
 * Reading it back gives an equal plan.
 */
export function formatPlanJson(plan: Plan): string {
  return formatJson(plan);
}
