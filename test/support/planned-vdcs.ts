import type { LastSpec } from '../../src/model/memory.ts';
import type { Action, Plan, PlannedVdc, Remember } from '../../src/model/plan.ts';
import type { Limits } from '../../src/model/virtual-data-center.ts';
import { anEntry } from './state-builders.ts';

/** Plans as the planner makes them, for stories that begin after it. `owner` defaults to a user of the VDC's own. */

const limits: Limits = { cpu: 16, ramMib: 65_536, diskGib: 2_048, vms: 'unlimited' };

export const ownerOf = (name: string) => `${name}@example.org`;
export const planIdOf = (name: string) => `plan-${name}`;
export const subscriptionIdOf = (name: string) => `subscription-${name}`;

export function planOf(vdcs: readonly PlannedVdc[], over: Partial<Plan> = {}): Plan {
  return {
    formatVersion: '1',
    fingerprint: 'sha256:4f9c',
    installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
    revision: 'git:4f9c21',
    createdAt: '2026-11-22T12:00:00.000Z',
    scope: { targets: [], selector: {} },
    summary: {
      create: 0,
      adopt: 0,
      update: 0,
      suspend: 0,
      resume: 0,
      resync: 0,
      retire: 0,
      delete: 0,
      unchanged: 0,
      blocked: 0,
    },
    vdcs,
    unsafe: [],
    problems: [],
    warnings: [],
    ...over,
  };
}

export function rememberOf(name: string, over: Partial<Remember> = {}): Remember {
  return {
    generation: 1,
    subscriptionId: subscriptionIdOf(name),
    hostingPlanId: planIdOf(name),
    isAdopted: false,
    userName: ownerOf(name),
    lastSpec: lastSpec(),
    ...over,
  };
}

export function lastSpec(over: Partial<LastSpec> = {}): LastSpec {
  return { ...anEntry().lastSpec, limits, ...over };
}

/** The inventory entry of a VDC that stands as it was declared. */
export function standingEntry(name: string) {
  return anEntry({ ...rememberOf(name), name });
}

export function plannedVdc(name: string, actions: readonly Action[], over: Partial<PlannedVdc> = {}): PlannedVdc {
  return {
    name,
    verb: actions[0]?.verb ?? 'unchanged',
    reason: 'spec-changed',
    changes: [{ field: 'cpu', before: 8, after: 16 }],
    actions,
    blocks: [],
    place: { file: `specs/${name}.yaml`, line: 1 },
    remember: rememberOf(name),
    ...over,
  };
}

export const seen = (name: string, owner = ownerOf(name)) =>
  ({ owner, hostingPlanId: planIdOf(name), status: 'active' }) as const;

export function createUser(name: string, owner = ownerOf(name)): Action {
  return {
    verb: 'create',
    kind: 'user',
    resource: `user/${owner}`,
    reason: 'user-missing',
    userName: owner,
    email: owner,
  };
}

export function createHostingPlan(name: string): Action {
  return {
    verb: 'create',
    kind: 'hosting-plan',
    resource: `hosting-plan/VDC ${name}`,
    reason: 'hosting-plan-missing',
    hostingPlanId: planIdOf(name),
    displayName: `VDC ${name}`,
    templateId: 'template',
    limits,
  };
}

export function createSubscription(name: string, owner = ownerOf(name)): Action {
  return {
    verb: 'create',
    kind: 'subscription',
    resource: `subscription/${name}`,
    reason: 'subscription-missing',
    subscriptionId: subscriptionIdOf(name),
    name,
    owner,
    hostingPlanId: planIdOf(name),
    hostingPlanName: `VDC ${name}`,
    coAdmins: [],
  };
}

export function powerOf(verb: 'suspend' | 'resume' | 'delete', name: string, owner = ownerOf(name)): Action {
  return {
    verb,
    kind: 'subscription',
    resource: `subscription/${name}`,
    reason: verb === 'delete' ? 'grace-ended' : 'declared-suspended',
    subscriptionId: subscriptionIdOf(name),
    saw: seen(name, owner),
  };
}

export function creation(name: string, { owner = ownerOf(name) }: { readonly owner?: string } = {}): PlannedVdc {
  return plannedVdc(name, [createUser(name, owner), createHostingPlan(name), createSubscription(name, owner)], {
    reason: 'spec-added',
    remember: rememberOf(name, { userName: owner }),
  });
}

export function removal(name: string, { owner = ownerOf(name) }: { readonly owner?: string } = {}): PlannedVdc {
  const { place: _, ...planned } = plannedVdc(name, removalActions(name, owner), { reason: 'grace-ended' });
  return planned;
}

function removalActions(name: string, owner: string): readonly Action[] {
  return [
    powerOf('delete', name, owner),
    {
      verb: 'delete',
      kind: 'hosting-plan',
      resource: `hosting-plan/VDC ${name}`,
      reason: 'no-longer-used',
      hostingPlanId: planIdOf(name),
      displayName: `VDC ${name}`,
    },
    { verb: 'delete', kind: 'user', resource: `user/${owner}`, reason: 'no-longer-used', userName: owner },
    { verb: 'delete', kind: 'vdc', resource: `vdc/${name}`, reason: 'grace-ended' },
  ];
}

export function retirement(name: string): PlannedVdc {
  const retire: Action = { verb: 'retire', kind: 'vdc', resource: `vdc/${name}`, reason: 'no-spec' };
  const { place: _, ...planned } = plannedVdc(name, [retire, powerOf('suspend', name)], { reason: 'spec-removed' });
  return planned;
}

export function adoption(name: string): PlannedVdc {
  return plannedVdc(
    name,
    [
      {
        verb: 'adopt',
        kind: 'subscription',
        resource: `subscription/${name}`,
        reason: 'named-by-spec',
        subscriptionId: subscriptionIdOf(name),
      },
    ],
    { reason: 'named-by-spec', remember: rememberOf(name, { isAdopted: true }) },
  );
}

export function resync(name: string): PlannedVdc {
  return plannedVdc(
    name,
    [
      {
        verb: 'resync',
        kind: 'subscription',
        resource: `subscription/${name}`,
        reason: 'out-of-sync',
        subscriptionId: subscriptionIdOf(name),
      },
    ],
    { reason: 'out-of-sync' },
  );
}
