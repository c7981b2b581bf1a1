import type { Action, Block, FieldChange, Plan, PlannedVdc, SummaryKey } from '../../src/model/plan.ts';
import type { LastSpec } from '../../src/model/memory.ts';

export const FINGERPRINT = 'sha256:4f9c21d8e0aa5b7c1d2e3f40516273849a0b1c2d3e4f5061728394a5b6c7d8e9';

const NO_COUNTS: Record<SummaryKey, number> = {
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
};

/** A plan over these VDCs whose summary counts them as the planner does. */
export function buildPlan(
  vdcs: readonly PlannedVdc[],
  rest: Partial<Plan> & { readonly unchanged?: number } = {},
): Plan {
  const { unchanged = 0, ...members } = rest;
  const summary = { ...NO_COUNTS, unchanged };
  for (const vdc of vdcs) summary[vdc.verb] += 1;
  return {
    formatVersion: '1',
    fingerprint: FINGERPRINT,
    installation: '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11',
    revision: 'git:4f9c21d8e0aa7d6c5b4a39281706f5e4d3c2b1a0',
    createdAt: '2026-11-24T10:04:11.000Z',
    scope: { targets: [], selector: {} },
    summary,
    vdcs,
    unsafe: [],
    problems: [],
    warnings: [],
    ...members,
  };
}

export function buildVdc(name: string, rest: Partial<PlannedVdc> = {}): PlannedVdc {
  return {
    name,
    verb: 'unchanged',
    reason: 'in-sync',
    changes: [],
    actions: [],
    blocks: [],
    place: { file: `specs/${name}.yaml`, line: 1 },
    ...rest,
  };
}

const LIMITS = { cpu: 16, ramMib: 65536, diskGib: 2048, vms: 20 } as const;

export const LAST_SPEC: LastSpec = {
  limits: LIMITS,
  state: 'active',
  ownerEmail: 'ops@acme.example',
  hostingPlan: 'standard',
  onSuspend: 'shutdown',
  onResume: 'previous',
  deletion: { policy: 'delete', graceMs: 72 * 3_600_000 },
  protect: false,
};

/** A subscription's id that a reader can tell apart by its name. */
export function idOf(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `${hash.toString(16).padStart(8, '0')}-1c2d-5e3f-8a4b-5c6d7e8f9a0b`;
}

export function subscriptionSaw(name: string): { owner: string; hostingPlanId: string; status: 'active' } {
  return { owner: `ops@${name}.example`, hostingPlanId: `plan-${name}`, status: 'active' };
}

export function creation(
  name: string,
  figures: Partial<Record<'cpu' | 'ram' | 'disk' | 'vms', string | number>> = {},
): PlannedVdc {
  const owner = `ops@${name}.example`;
  const { cpu = 16, ram = '64Gi', disk = '2Ti', vms = 20 } = figures;
  const changes: FieldChange[] = Object.entries({ cpu, ram, disk, vms, state: 'active', owner }).map(
    ([field, after]) => ({ field, before: null, after }),
  );
  const plan = { hostingPlanId: `plan-${name}`, displayName: `VDC ${name}` };
  const actions: Action[] = [
    { verb: 'create', kind: 'user', resource: `user/${owner}`, reason: 'user-missing', userName: owner, email: owner },
    {
      verb: 'create',
      kind: 'hosting-plan',
      resource: `hosting-plan/VDC ${name}`,
      reason: 'hosting-plan-missing',
      ...plan,
      templateId: 'vdc-base',
      limits: LIMITS,
    },
    {
      verb: 'create',
      kind: 'subscription',
      resource: `subscription/${name}`,
      reason: 'subscription-missing',
      subscriptionId: idOf(name),
      name,
      owner,
      hostingPlanId: plan.hostingPlanId,
      hostingPlanName: plan.displayName,
      coAdmins: [],
    },
  ];
  return buildVdc(name, { verb: 'create', reason: 'spec-added', changes, actions });
}

export function update(name: string, changes: readonly FieldChange[], rest: Partial<PlannedVdc> = {}): PlannedVdc {
  const action: Action = {
    verb: 'update',
    kind: 'hosting-plan',
    resource: `hosting-plan/VDC ${name}`,
    reason: 'quota-differs',
    hostingPlanId: `plan-${name}`,
    limits: LIMITS,
    saw: LIMITS,
  };
  return buildVdc(name, { verb: 'update', reason: 'spec-changed', changes, actions: [action], ...rest });
}

export function switching(name: string, verb: 'suspend' | 'resume', rest: Partial<PlannedVdc> = {}): PlannedVdc {
  const after = verb === 'suspend' ? 'suspended' : 'active';
  const action: Action = {
    verb,
    kind: 'subscription',
    resource: `subscription/${name}`,
    reason: verb === 'suspend' ? 'declared-suspended' : 'declared-active',
    subscriptionId: idOf(name),
    saw: subscriptionSaw(name),
  };
  const changes = [{ field: 'state', before: verb === 'suspend' ? 'active' : 'suspended', after }];
  return buildVdc(name, { verb, reason: 'spec-changed', changes, actions: [action], ...rest });
}

export function retirement(name: string, lastSpec: LastSpec = LAST_SPEC): PlannedVdc {
  const { place: _, ...vdc } = buildVdc(name);
  return {
    ...vdc,
    verb: 'retire',
    reason: 'spec-removed',
    changes: [{ field: 'state', before: 'active', after: 'suspended' }],
    actions: [
      { verb: 'retire', kind: 'vdc', resource: `vdc/${name}`, reason: 'no-spec' },
      {
        verb: 'suspend',
        kind: 'subscription',
        resource: `subscription/${name}`,
        reason: 'no-spec',
        subscriptionId: idOf(name),
        saw: subscriptionSaw(name),
      },
    ],
    remember: {
      generation: 1,
      subscriptionId: idOf(name),
      hostingPlanId: `plan-${name}`,
      isAdopted: false,
      userName: `ops@${name}.example`,
      lastSpec,
    },
  };
}

export function deletion(name: string): PlannedVdc {
  const { place: _, ...vdc } = buildVdc(name);
  return {
    ...vdc,
    verb: 'delete',
    reason: 'grace-ended',
    actions: [
      {
        verb: 'delete',
        kind: 'subscription',
        resource: `subscription/${name}`,
        reason: 'grace-ended',
        subscriptionId: idOf(name),
        saw: { ...subscriptionSaw(name), status: 'suspended' },
      },
      {
        verb: 'delete',
        kind: 'hosting-plan',
        resource: `hosting-plan/VDC ${name}`,
        reason: 'no-longer-used',
        hostingPlanId: `plan-${name}`,
        displayName: `VDC ${name}`,
      },
      {
        verb: 'delete',
        kind: 'user',
        resource: `user/ops@${name}.example`,
        reason: 'no-longer-used',
        userName: `ops@${name}.example`,
      },
      { verb: 'delete', kind: 'vdc', resource: `vdc/${name}`, reason: 'grace-ended' },
    ],
  };
}

export const SHRINK_BLOCK: Block = {
  code: 'SHRINK_BELOW_USE',
  message: 'ram cannot shrink from 64Gi to 32Gi: 48Gi are in use, and WAP would leave the VDC over its quota.',
  wayOut: 'Let the customer stop or shrink virtual machines, or write ram: 48Gi or more.',
};
