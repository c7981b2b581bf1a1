import { createHash } from 'node:crypto';
import type { DesiredState } from '../../src/model/desired-state.ts';
import type { Destruction, HeldVms, AccountEntry, InventoryEntry, Memory } from '../../src/model/memory.ts';
import type {
  CloserView,
  ObservedHostingPlan,
  ObservedQuota,
  ObservedState,
  ObservedSubscription,
  ObservedUser,
  Use,
} from '../../src/model/observed-state.ts';
import type { Plan, PlannedVdc, PlanScope } from '../../src/model/plan.ts';
import type { SafetySettings } from '../../src/model/settings.ts';
import type { DesiredVdc, Limits, Pause } from '../../src/model/virtual-data-center.ts';
import type { ObservedVm } from '../../src/model/virtual-machine.ts';
import { lastSpecOf } from '../../src/planner/draft.ts';
import { type Hashes, mintIdentity } from '../../src/planner/identity.ts';
import { planChanges } from '../../src/planner/plan-changes.ts';
import type { PlannerInput } from '../../src/planner/planner-input.ts';

export const installation = '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11';
export const now = Date.UTC(2026, 10, 24, 12);
export const hour = 3_600_000;

export const hashes: Hashes = {
  sha1: (bytes) => new Uint8Array(createHash('sha1').update(bytes).digest()),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
};

export const safety: SafetySettings = {
  maxDeletes: { count: 3 },
  maxSuspends: { share: 0.25 },
  maxShrinks: { share: 0.25 },
  maxDeletesPerDay: { count: 10 },
};

export const limits: Limits = { cpu: 8, ramMib: 32 * 1024, diskGib: 500, vms: 20 };

/** A declared VDC like any other; a test names only what its story is about. */
export function spec(name: string, over: Partial<DesiredVdc> = {}): DesiredVdc {
  return {
    name,
    labels: {},
    owner: { email: `${name}@example.org` },
    limits,
    state: 'active',
    onSuspend: 'shutdown',
    onResume: 'previous',
    hostingPlan: 'standard',
    deletion: { policy: 'delete', graceMs: 72 * hour },
    protect: false,
    units: { ram: 'Gi', disk: 'Gi' },
    place: { file: `specs/${name}.yaml`, line: 1 },
    ...over,
  };
}

export const templateQuota: ObservedQuota = {
  cloudId: 'cloud-1',
  stampId: 'stamp-1',
  limits,
  memberLimits: limits,
  otherSettings: 'base',
  settingsOf: { systemcenter: 'base' },
  services: ['systemcenter'],
  tenantActions: ['Start', 'Stop', 'Shutdown', 'PauseAndResume'],
};

export const template: ObservedHostingPlan = {
  id: 'VDCBahoq8oa',
  displayName: 'VDC Base',
  isOpen: true,
  convergence: 'in-sync',
  quota: templateQuota,
};

/** Everything around one plan. Starts with an empty WAP but for the template, and no memory. */
export class Story {
  /** By command, not in a spec. */
  readonly pauses = new Map<string, Pause>();
  hostingPlans: ObservedHostingPlan[] = [template];
  subscriptions: ObservedSubscription[] = [];
  users: ObservedUser[] = [];
  distrust: ObservedState['distrust'] = [];
  inventory: InventoryEntry[] = [];
  accounts: AccountEntry[] = [];
  /** Present: the settings name a directory. */
  directory: ObservedState['accounts'];
  sendsMail = false;
  createdUsers = new Map<string, number>();
  lastGenerations = new Map<string, number>();
  destructions = { delete: new Set<string>(), suspend: new Set<string>(), shrink: new Set<string>() };
  specs: DesiredVdc[] = [];
  unreadableNames: string[] = [];
  isComplete = true;
  gone = new Set<string>();
  vms: Map<string, { vms: readonly ObservedVm[] } | { unread: string }> = new Map();
  capacity: Map<string, { capacity: Use } | { unread: string }> = new Map();
  heldVms = new Map<string, HeldVms>();
  use = new Map<string, { use: Use } | { unread: string }>();
  vmAccess: 'none' | 'tenant' | 'spf' = 'tenant';
  safety: SafetySettings = safety;
  scope: PlanScope = { targets: [], selector: {} };
  nowMs = now;

  /** A VDC as it stands in WAP when everything went well, known to the inventory. */
  converged(desired: DesiredVdc, over: Partial<InventoryEntry> = {}): this {
    this.inWap(desired, over.generation ?? 1);
    const identity = mintIdentity(installation, desired.name, over.generation ?? 1, hashes);
    this.inventory.push({
      name: desired.name,
      generation: 1,
      subscriptionId: identity.subscriptionId,
      wasSeen: true,
      hostingPlanId: identity.hostingPlanId,
      isAdopted: false,
      userName: desired.owner.email,
      lastSpec: lastSpecOf(desired, undefined, true),
      resyncs: 0,
      ...over,
    });
    this.createdUsers.set(desired.owner.email, now - hour);
    return this;
  }

  inWap(desired: DesiredVdc, generation = 1): this {
    const identity = mintIdentity(installation, desired.name, generation, hashes);
    this.hostingPlans.push({
      ...template,
      id: identity.hostingPlanId,
      displayName: identity.hostingPlanName,
      quota: { ...templateQuota, limits: desired.limits, memberLimits: desired.limits },
    });
    this.subscriptions.push({
      id: identity.subscriptionId,
      name: desired.name,
      owner: desired.owner.email,
      hostingPlanId: identity.hostingPlanId,
      status: desired.state,
      convergence: 'in-sync',
      coAdmins: desired.coAdmins ?? [],
    });
    if (!this.users.some((user) => user.name === desired.owner.email))
      this.users.push({ name: desired.owner.email, email: desired.owner.email });
    return this;
  }

  declares(...specs: DesiredVdc[]): this {
    this.specs = specs;
    return this;
  }

  subscriptionOf(name: string): ObservedSubscription {
    const found = this.subscriptions.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no subscription ${name} in this story`);
    return found;
  }

  changeSubscription(name: string, over: Partial<ObservedSubscription>): this {
    this.subscriptions = this.subscriptions.map((one) => (one.name === name ? { ...one, ...over } : one));
    return this;
  }

  changeHostingPlan(name: string, over: Partial<ObservedHostingPlan>): this {
    this.hostingPlans = this.hostingPlans.map((one) => (one.displayName === `VDC ${name}` ? { ...one, ...over } : one));
    return this;
  }

  loses(name: string): this {
    this.subscriptions = this.subscriptions.filter((one) => one.name !== name);
    return this;
  }

  /** Within the last 24 hours. */
  destroys(kind: Destruction, ...subscriptionIds: readonly string[]): this {
    for (const id of subscriptionIds) this.destructions[kind].add(id);
    return this;
  }

  input(): PlannerInput {
    const desired: DesiredState = {
      revision: 'sha256:test',
      vdcs: [...this.specs].sort((a, b) => (a.name < b.name ? -1 : 1)),
      unreadableNames: this.unreadableNames,
      isComplete: this.isComplete,
      problems: [],
    };
    const observed: ObservedState = {
      hostingPlans: this.hostingPlans,
      subscriptions: this.subscriptions,
      users: this.users,
      distrust: this.distrust,
      ...(this.directory && { accounts: this.directory }),
    };
    const closer: CloserView = { gone: this.gone, use: this.use, vms: this.vms, capacity: this.capacity };
    const memory: Memory = {
      inventory: this.inventory,
      lastGenerations: this.lastGenerations,
      createdUsers: this.createdUsers,
      accounts: this.accounts,
      heldVms: this.heldVms,
      pauses: this.pauses,
      destructionsInLastDay: this.destructions,
    };
    const rules = {
      templates: { standard: { template: 'VDC Base' }, silver: { template: 'VDC Silver' } },
      safety: this.safety,
      vmAccess: this.vmAccess,
      shutdownTimeoutMs: 600_000,
      ...(this.directory && { upnSuffix: 'tenants.example' }),
      sendsMail: this.sendsMail,
    };
    return { installation, desired, observed, closer, memory, rules, scope: this.scope, nowMs: this.nowMs, hashes };
  }

  plan(): Plan {
    return planChanges(this.input(), new Date(this.nowMs).toISOString());
  }

  /** The one VDC that the plan speaks of. */
  planOf(name: string): PlannedVdc {
    const found = this.plan().vdcs.find((vdc) => vdc.name === name);
    if (found === undefined) throw new Error(`the plan does not speak of ${name}`);
    return found;
  }
}

/** `verb resource` of each action, in order: what a person would read. */
export function steps(vdc: PlannedVdc): readonly string[] {
  return vdc.actions.map((action) => `${action.verb} ${action.resource}`);
}
