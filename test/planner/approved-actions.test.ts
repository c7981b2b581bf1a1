import { describe, expect, it } from 'vitest';
import type { Action, Plan, PlannedVdc } from '../../src/model/plan.ts';
import { approvedBy, isApproved, stillApproved } from '../../src/planner/approved-actions.ts';
import { planOf } from '../support/planned-vdcs.ts';

const saw = { owner: 'o', hostingPlanId: 'p', status: 'active' } as const;
const tooMany = { code: 'PLAN_TOO_MANY_SUSPENDS', message: '', isApprovable: true };
const missing = { code: 'OBSERVATION_MISSING_IN_BULK', message: '', isApprovable: true };

const suspend = (name: string): PlannedVdc =>
  vdc(name, [
    {
      verb: 'suspend',
      kind: 'subscription',
      resource: `subscription/${name}`,
      reason: 'declared-suspended',
      subscriptionId: `id-${name}`,
      saw,
    },
  ]);
const shrink = (name: string, cpu: number): PlannedVdc =>
  vdc(name, [
    {
      verb: 'update',
      kind: 'hosting-plan',
      resource: `hosting-plan/VDC ${name}`,
      reason: 'quota-differs',
      hostingPlanId: `plan-${name}`,
      limits: { cpu, ramMib: 1024, diskGib: 10, vms: 'unlimited' },
      shrinks: { subscriptionId: `id-${name}`, owner: 'o', fields: ['cpu'] },
    },
  ]);
const grow = (name: string): PlannedVdc => {
  const [action] = shrink(name, 8).actions;
  const { shrinks: _, ...grown } = action as Extract<Action, { kind: 'hosting-plan'; verb: 'update' }>;
  return vdc(name, [grown]);
};

function vdc(name: string, actions: readonly Action[], over: Partial<PlannedVdc> = {}): PlannedVdc {
  return { name, verb: 'update', reason: 'spec-changed', changes: [], actions, blocks: [], ...over };
}

function plan(vdcs: readonly PlannedVdc[], unsafe: Plan['unsafe'] = [tooMany]): Plan {
  return planOf(vdcs, { unsafe });
}

describe('an approval of a plan', () => {
  const approved = approvedBy(plan([suspend('a'), suspend('b'), shrink('c', 4)]));

  it('is one of what is left of it, whatever else is given to somebody', () => {
    expect(isApproved(plan([suspend('b'), grow('d')]), approved)).toBe(true);
    expect(isApproved(plan([shrink('c', 4)], [{ ...tooMany, code: 'DAY_TOO_MANY_SHRINKS' }]), approved)).toBe(true);
  });

  it('is none of one more, nor of another limit, nor of the same for another VDC', () => {
    expect(isApproved(plan([suspend('a'), suspend('e')]), approved)).toBe(false);
    expect(isApproved(plan([shrink('c', 3)]), approved)).toBe(false);
    expect(isApproved(plan([{ ...suspend('a'), name: 'b' }]), approved)).toBe(false);
  });

  it('is none of a doubt that nobody was shown, even where it takes away nothing new', () => {
    expect(isApproved(plan([suspend('a')], [tooMany, missing]), approved)).toBe(false);
    expect(isApproved(plan([suspend('a')], [{ ...tooMany, isApprovable: false }]), approved)).toBe(false);
    expect(isApproved(plan([grow('a')], [missing]), approvedBy(plan([suspend('a')], [missing])))).toBe(false);
  });

  it('ends for what is done or asked for otherwise, and waits with what is blocked for a while', () => {
    const left = stillApproved(approved, plan([suspend('b'), shrink('c', 3)]));
    expect(left.actions.map((one) => one.vdc)).toEqual(['b']);
    const block = { code: 'USE_UNREAD', message: '', wayOut: '' };
    const kept = stillApproved(approved, plan([vdc('c', [], { blocks: [block] })]));
    expect(kept.actions.map((one) => one.vdc)).toEqual(['c']);
  });
});
