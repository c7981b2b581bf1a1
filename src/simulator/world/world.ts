import type { CloudRecord } from './cloud-record.ts';
import { directoryPlace, type DirectoryRecord } from './directory-record.ts';
import type { JobRecord } from './job-record.ts';
import { cloudServiceKey, vmNetworkKey, type CloudServiceRecord, type VmNetworkRecord } from './owned-record.ts';
import type { Ordered } from './ordered-rows.ts';
import type { AddOnRecord, PlanRecord } from './plan-record.ts';
import { resourceProviderKey, type ResourceProviderRecord } from './resource-provider-record.ts';
import type { SubscriptionRecord, Use } from './subscription-record.ts';
import { createTable, fold, type Table } from './table.ts';
import type { UserRecord } from './user-record.ts';
import type { VmRecord } from './vm-record.ts';

/** What VMM keeps of a subscription that left WAP without its machines. */
export interface Orphan {
  readonly subscriptionId: string;
  readonly owner: string;
  readonly use: Use;
  readonly at: number;
}

/** Everything the simulated WAP knows. Plain data behind tables; whoever changes it does so inside `step`. */
export interface World {
  readonly users: Table<UserRecord, never>;
  readonly plans: Table<PlanRecord, 'displayName'>;
  readonly addOns: Table<AddOnRecord, 'displayName'>;
  readonly subscriptions: Table<SubscriptionRecord, 'plan' | 'owner'>;
  readonly resourceProviders: Table<ResourceProviderRecord, 'name'>;
  readonly clouds: Table<CloudRecord, never>;
  /** Machines, by the role that owns them (a subscription's id); '' for nobody's. */
  readonly vms: Table<VmRecord, 'role'>;
  readonly jobs: Table<JobRecord, 'role' | 'vm'>;
  /** By `vmNetworkKey`; indexed as machines are. */
  readonly vmNetworks: Table<VmNetworkRecord, 'role'>;
  /** By `cloudServiceKey`. */
  readonly cloudServices: Table<CloudServiceRecord, 'role'>;
  /** The domain's objects; '' where an index has no value. */
  readonly directory: Table<DirectoryRecord, 'parent' | 'place' | 'samAccountName' | 'upn'>;
  /** Lower-case ids of subscriptions, `plan:` ids of plans that once were and are gone. */
  readonly usedIds: Set<string>;
  readonly orphans: Orphan[];
  /** Tokens of these users (lower case) are refused until that time. */
  readonly invalidTokens: Map<string, number>;
  /** The next place in the order of creation. */
  nextSeq(): number;
  /** One change of the world, whole for the journal; `now` is remembered as its time. Nested steps are one. */
  step<T>(now: number, change: () => T): T;
  /** Reads the world as it was before the last `steps` changes (at most 64), with the clock of that moment. */
  asOf<T>(steps: number, now: number, read: (then: number) => T): T;
  /** Fills the world without a journal; for seeding and loading. */
  fill(change: () => void): void;
  /** Empties everything, ids and all; to be followed by `fill`. */
  clear(): void;
  /** Counts the changes. */
  readonly version: number;
  onChange(listener: () => void): void;
  /** Removes what DELETE condemned and whose time has come. */
  settle(now: number): void;
}

interface JournalStep {
  readonly at: number;
  /** Each puts one record back and returns how to redo it. */
  readonly undos: (() => () => void)[];
}

const JOURNAL_STEPS = 64;

export function createWorld(): World {
  const journal: JournalStep[] = [];
  const listeners: (() => void)[] = [];
  let open: JournalStep | undefined;
  let mode: 'journal' | 'fill' | 'travel' = 'journal';
  let seq = 0;
  let version = 0;
  const condemned = {
    users: new Set<string>(),
    subscriptions: new Set<string>(),
    vms: new Set<string>(),
    vmNetworks: new Set<string>(),
    cloudServices: new Set<string>(),
    nextAt: Infinity,
  };

  const record = <T extends { readonly seq: number }>(table: () => Pick<Table<T, never>, 'put' | 'remove'>) => {
    return (key: string, before: T | undefined, after: T | undefined): void => {
      if (after !== undefined && after.seq >= seq) seq = after.seq + 1;
      if (mode !== 'journal' || open === undefined) return;
      const put = (value: T | undefined): void => (value === undefined ? table().remove(key) : table().put(value));
      open.undos.push(() => {
        put(before);
        return () => put(after);
      });
    };
  };
  type Condemned = Exclude<keyof typeof condemned, 'nextAt'>;
  const condemn = (kind: Condemned, key: string, goneAt: number | null | undefined): void => {
    if (goneAt === null || goneAt === undefined) return;
    condemned[kind].add(key);
    condemned.nextAt = Math.min(condemned.nextAt, goneAt);
  };
  const journalled = {
    users: record<UserRecord>(() => users),
    subscriptions: record<SubscriptionRecord>(() => subscriptions),
    vms: record<VmRecord>(() => vms),
    vmNetworks: record<VmNetworkRecord>(() => vmNetworks),
    cloudServices: record<CloudServiceRecord>(() => cloudServices),
  };
  const users: World['users'] = createTable<UserRecord, never>({
    keyOf: (user) => user.name,
    indexes: {},
    onChange(key, before, after) {
      condemn('users', key, after?.goneAt);
      journalled.users(key, before, after);
    },
  });
  const subscriptions: World['subscriptions'] = createTable<SubscriptionRecord, 'plan' | 'owner'>({
    keyOf: (subscription) => subscription.id,
    indexes: { plan: (subscription) => subscription.planId, owner: (subscription) => subscription.owner },
    onChange(key, before, after) {
      condemn('subscriptions', key, after?.goneAt);
      journalled.subscriptions(key, before, after);
    },
  });
  const plans: World['plans'] = createTable<PlanRecord, 'displayName'>({
    keyOf: (plan) => plan.id,
    indexes: { displayName: (plan) => plan.displayName },
    onChange: record<PlanRecord>(() => plans),
  });
  const addOns: World['addOns'] = createTable<AddOnRecord, 'displayName'>({
    keyOf: (addOn) => addOn.id,
    indexes: { displayName: (addOn) => addOn.displayName },
    onChange: record<AddOnRecord>(() => addOns),
  });
  const resourceProviders: World['resourceProviders'] = createTable<ResourceProviderRecord, 'name'>({
    keyOf: (provider) => resourceProviderKey(provider.name, provider.instanceId),
    indexes: { name: (provider) => provider.name },
    onChange: record<ResourceProviderRecord>(() => resourceProviders),
  });
  const clouds: World['clouds'] = createTable<CloudRecord, never>({
    keyOf: (cloud) => cloud.id,
    indexes: {},
    onChange: record<CloudRecord>(() => clouds),
  });
  const vms: World['vms'] = createTable<VmRecord, 'role'>({
    keyOf: (vm) => vm.id,
    indexes: { role: (vm) => vm.owner?.roleId ?? '' },
    onChange(key, before, after) {
      condemn('vms', key, after?.goneAt);
      journalled.vms(key, before, after);
    },
  });
  const jobs: World['jobs'] = createTable<JobRecord, 'role' | 'vm'>({
    keyOf: (job) => job.id,
    indexes: { role: (job) => job.roleId ?? '', vm: (job) => job.vmId },
    onChange: record<JobRecord>(() => jobs),
  });
  const vmNetworks: World['vmNetworks'] = createTable<VmNetworkRecord, 'role'>({
    keyOf: vmNetworkKey,
    indexes: { role: (network) => network.owner.roleId },
    onChange(key, before, after) {
      condemn('vmNetworks', key, after?.goneAt);
      journalled.vmNetworks(key, before, after);
    },
  });
  const cloudServices: World['cloudServices'] = createTable<CloudServiceRecord, 'role'>({
    keyOf: cloudServiceKey,
    indexes: { role: (service) => service.subscriptionId },
    onChange(key, before, after) {
      condemn('cloudServices', key, after?.goneAt);
      journalled.cloudServices(key, before, after);
    },
  });
  const directory: World['directory'] = createTable<DirectoryRecord, 'parent' | 'place' | 'samAccountName' | 'upn'>({
    keyOf: (entry) => entry.guid,
    indexes: {
      parent: (entry) => entry.parent,
      place: directoryPlace,
      samAccountName: (entry) => entry.attributes['sAMAccountName']?.[0] ?? '',
      upn: (entry) => entry.attributes['userPrincipalName']?.[0] ?? '',
    },
    onChange: record<DirectoryRecord>(() => directory),
  });

  const step = <T>(now: number, change: () => T): T => {
    if (open !== undefined) return change();
    open = { at: now, undos: [] };
    try {
      return change();
    } finally {
      if (open.undos.length > 0) {
        journal.push(open);
        if (journal.length > JOURNAL_STEPS) journal.shift();
        version += 1;
        for (const listener of listeners) listener();
      }
      open = undefined;
    }
  };
  const usedIds = new Set<string>();
  const orphans: Orphan[] = [];
  const dropCondemned = (
    table: Pick<Table<Ordered & { readonly goneAt: number | null }, never>, 'get' | 'remove'>,
    keys: Set<string>,
    now: number,
  ): void => {
    for (const key of keys) {
      const goneAt = table.get(key)?.goneAt ?? null;
      if (goneAt !== null && goneAt > now) condemned.nextAt = Math.min(condemned.nextAt, goneAt);
      else {
        if (goneAt !== null) table.remove(key);
        keys.delete(key);
      }
    }
  };
  const settle = (now: number): void => {
    if (now < condemned.nextAt) return;
    condemned.nextAt = Infinity;
    step(now, () => {
      dropCondemned(vms, condemned.vms, now);
      dropCondemned(vmNetworks, condemned.vmNetworks, now);
      dropCondemned(cloudServices, condemned.cloudServices, now);
      for (const id of condemned.subscriptions) {
        const subscription = subscriptions.get(id);
        if (subscription === undefined || subscription.goneAt === null) condemned.subscriptions.delete(id);
        else if (subscription.goneAt > now) condemned.nextAt = Math.min(condemned.nextAt, subscription.goneAt);
        else {
          subscriptions.remove(id);
          usedIds.add(fold(id));
          condemned.subscriptions.delete(id);
        }
      }
      for (const name of condemned.users) {
        const user = users.get(name);
        if (user === undefined || user.goneAt === null) condemned.users.delete(name);
        else if (user.goneAt > now || subscriptions.where('owner', name).length > 0)
          condemned.nextAt = Math.min(condemned.nextAt, Math.max(user.goneAt, now + 1));
        else {
          users.remove(name);
          condemned.users.delete(name);
        }
      }
    });
  };

  const invalidTokens = new Map<string, number>();
  return {
    users,
    plans,
    addOns,
    subscriptions,
    resourceProviders,
    clouds,
    vms,
    jobs,
    vmNetworks,
    cloudServices,
    directory,
    usedIds,
    orphans,
    invalidTokens,
    nextSeq: () => seq++,
    step,
    asOf(steps, now, read) {
      const undone = journal.slice(Math.max(0, journal.length - steps)).reverse();
      mode = 'travel';
      const redos = undone.flatMap((past) => past.undos.toReversed().map((undo) => undo()));
      try {
        return read(undone.at(-1)?.at ?? now);
      } finally {
        for (const redo of redos.reverse()) redo();
        mode = 'journal';
      }
    },
    fill(change) {
      mode = 'fill';
      try {
        change();
      } finally {
        mode = 'journal';
        journal.length = 0;
        version += 1;
        for (const listener of listeners) listener();
      }
    },
    clear() {
      const tables = [users, plans, addOns, subscriptions, resourceProviders, clouds, vms, jobs];
      for (const table of [...tables, vmNetworks, cloudServices, directory]) table.clear();
      usedIds.clear();
      orphans.length = 0;
      invalidTokens.clear();
      journal.length = 0;
    },
    get version() {
      return version;
    },
    onChange: (listener) => void listeners.push(listener),
    settle,
  };
}
