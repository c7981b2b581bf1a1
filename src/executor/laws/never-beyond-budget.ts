import type { Broken } from '../../model/law.ts';
import type { Destruction } from '../../model/memory.ts';
import type { Allowance } from '../../model/settings.ts';
import { isActionApproved } from '../../planner/approved-actions.ts';
import { lazily } from '../../planner/world.ts';
import { broken, type Deed, type LawFacts } from './law-facts.ts';
import type { Ledger } from './ledger.ts';

type Taking = Destruction | 'leave';

/** What one pass may still take away, in however many parts it is carried out. */
export interface Budget {
  /** What is wrong with taking this too; otherwise it is taken. */
  take(taking: Taking, subject: string, isMeant: boolean): string | undefined;
}

/**
 * No more is taken away in one plan, or in a day, than the settings allow, but for what somebody approved of: counted when it is
 * about to be done, and not only by our memory, which could be wrong.
 */
export function neverBeyondBudget(deed: Deed, facts: LawFacts, budget: Budget): Broken | undefined {
  const { vdc, action } = deed;
  const takings = takingsOf(deed, facts);
  if (takings.length === 0) return undefined;
  const subject = vdc.remember?.subscriptionId ?? facts.entryOf(vdc.name)?.subscriptionId ?? vdc.name;
  const isMeant = facts.approved !== undefined && isActionApproved(vdc, action, facts.approved);
  for (const taking of takings) {
    const excess = budget.take(taking, subject, isMeant);
    if (excess !== undefined) return broken('never-beyond-budget', deed, excess);
  }
  return undefined;
}

export function openBudget({ input: { memory, rules }, plan }: LawFacts, ledger: Ledger): Budget {
  const { safety } = rules;
  const taken = { delete: new Set(), suspend: new Set(), shrink: new Set(), leave: new Set() };
  const ownedOnes = lazily(() => memory.inventory.length + plan.vdcs.filter(isAdopted).length);
  const perPlan = { leave: safety.maxDeletes, suspend: safety.maxSuspends, shrink: safety.maxShrinks };
  const perDay = {
    delete: safety.maxDeletesPerDay,
    suspend: safety.maxSuspendsPerDay,
    shrink: safety.maxShrinksPerDay,
  };
  const inDay = lazily(() => {
    const all = (kind: Destruction) => new Set([...memory.destructionsInLastDay[kind], ...ledger.lately(kind)]);
    return { delete: all('delete'), suspend: all('suspend'), shrink: all('shrink') };
  });

  function findExcess(taking: Taking, subject: string): string | undefined {
    const owned = ownedOnes();
    const before = taken[taking].size;
    const most = taking === 'delete' ? Number.POSITIVE_INFINITY : limitOf(perPlan[taking], owned);
    if (!taken[taking].has(subject) && before >= most)
      return `${before} were taken in this plan, and ${most} of ${owned} may be without approval (safety)`;
    if (taking === 'leave') return undefined;
    const day = inDay()[taking];
    const mostInDay = limitOf(perDay[taking], owned);
    if (day.has(subject) || day.size < mostInDay) return undefined;
    return `${day.size} were taken in the last day, and ${mostInDay} of ${owned} may be without approval (safety)`;
  }

  return {
    take(taking, subject, isMeant) {
      const excess = isMeant ? undefined : findExcess(taking, subject);
      if (excess !== undefined) return excess;
      if (!isMeant) taken[taking].add(subject);
      if (taking === 'leave') return undefined;
      inDay()[taking].add(subject);
      ledger.note(taking, subject);
      return undefined;
    },
  };
}

function isAdopted({ actions }: LawFacts['plan']['vdcs'][number]): boolean {
  return actions.some(({ verb, kind }) => verb === 'adopt' && kind === 'subscription');
}

function takingsOf({ vdc, action }: Deed, { world, entryOf }: LawFacts): readonly Taking[] {
  if (action.kind === 'vdc') return action.verb === 'retire' ? ['leave'] : [];
  if (action.kind === 'subscription') {
    if (action.verb === 'suspend') return ['suspend'];
    // What WAP is deleting already was counted when that was asked for.
    if (action.verb !== 'delete' || world.subscription(action.subscriptionId)?.status === 'deleting') return [];
    return ['delete', 'leave'];
  }
  if (action.kind !== 'hosting-plan' || action.verb !== 'update') return [];
  const id = entryOf(vdc.name)?.subscriptionId ?? vdc.remember?.subscriptionId;
  const on = id === undefined ? undefined : world.subscription(id)?.hostingPlanId;
  const before = world.hostingPlan(action.hostingPlanId)?.quota?.limits;
  if (before === undefined || on?.toLowerCase() !== action.hostingPlanId.toLowerCase()) return [];
  const fields = ['cpu', 'ramMib', 'diskGib', 'vms'] as const;
  const isLess = fields.some((field) => {
    const after = action.limits[field];
    return after !== 'unlimited' && (before[field] === 'unlimited' || after < before[field]);
  });
  return isLess ? ['shrink'] : [];
}

function limitOf(allowance: Allowance | undefined, owned: number): number {
  if (allowance === undefined) return Number.POSITIVE_INFINITY;
  if ('count' in allowance) return allowance.count;
  return allowance.share === 0 ? 0 : Math.max(1, Math.floor(allowance.share * owned + 1e-9));
}
