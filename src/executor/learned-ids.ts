import type { Outcome } from '../model/outcome.ts';
import type { Action } from '../model/plan.ts';

/** Ids of hosting plans as WAP gave them, where it did not keep ours. */
export interface LearnedIds {
  /** The id that stands for `hostingPlanId` now. */
  resolve(hostingPlanId: string): string;
  /** The same action on the hosting plan that WAP really made. */
  apply(action: Action): Action;
  learn(action: Action, outcome: Outcome): void;
}

export function createLearnedIds(): LearnedIds {
  const given = new Map<string, string>();
  const resolve = (id: string) => given.get(id) ?? id;
  return {
    resolve,
    apply: (action) => (given.size === 0 ? action : withResolvedIds(action, resolve)),
    learn(action, outcome) {
      const learned = 'learned' in outcome ? outcome.learned?.hostingPlanId : undefined;
      if (learned === undefined || !('hostingPlanId' in action)) return;
      for (const [asked, id] of given) if (id === action.hostingPlanId) given.set(asked, learned);
      given.set(action.hostingPlanId, learned);
    },
  };
}

function withResolvedIds(action: Action, resolve: (id: string) => string): Action {
  if ('hostingPlanId' in action) return { ...action, hostingPlanId: resolve(action.hostingPlanId) };
  if (!('saw' in action) || (action.kind !== 'subscription' && action.kind !== 'vms')) return action;
  // A plan foresees what it will have made itself, so this too was written with the id that was only asked for.
  const saw = { ...action.saw, hostingPlanId: resolve(action.saw.hostingPlanId) };
  if (action.kind === 'vms') return { ...action, saw };
  if (action.verb !== 'update' || action.change.field !== 'hostingPlan') return { ...action, saw };
  return { ...action, saw, change: { ...action.change, hostingPlanId: resolve(action.change.hostingPlanId) } };
}
