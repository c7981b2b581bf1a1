import type { Halt } from '../../src/model/law.ts';
import type { AccountEntry, Destruction, HeldVms, InventoryEntry } from '../../src/model/memory.ts';
import type { Pause, VdcName } from '../../src/model/virtual-data-center.ts';
import type { Approval, HistoryRecord, Intent, LeaseWish, StateStore, VdcStatus } from '../../src/state/state-store.ts';
import { dayMs } from './state-builders.ts';

/** What several stores of one story share: the disk, and who has the lease. */
export interface MemoryDisk {
  readonly inventory: Map<VdcName, InventoryEntry>;
  readonly past: Map<VdcName, number>;
  readonly users: Map<string, number>;
  readonly accounts: Map<string, AccountEntry>;
  readonly heldVms: Map<string, HeldVms>;
  readonly intents: Map<string, Intent>;
  destructions: { readonly kind: Destruction; readonly subject: string; readonly atMs: number }[];
  history: HistoryRecord[];
  readonly statuses: Map<VdcName, VdcStatus>;
  readonly pauses: Map<VdcName, Pause>;
  readonly approvals: Map<string, Approval>;
  revision: string | undefined;
  halt: Halt | undefined;
  lease: { readonly holder: string; readonly fence: number; untilMs: number } | undefined;
  fence: number;
}

export function createMemoryDisk(): MemoryDisk {
  return {
    inventory: new Map(),
    past: new Map(),
    users: new Map(),
    accounts: new Map(),
    heldVms: new Map(),
    intents: new Map(),
    destructions: [],
    history: [],
    statuses: new Map(),
    pauses: new Map(),
    approvals: new Map(),
    revision: undefined,
    halt: undefined,
    lease: undefined,
    fence: 0,
  };
}

/** A state store for stories that are not about the store: everything survives the process, nothing the test. */
export function createMemoryStore(disk: MemoryDisk, now: () => number): StateStore {
  let fence: number | undefined;
  const write = async <T>(change: () => T): Promise<T> => {
    if (fence !== undefined && (disk.lease?.fence !== fence || disk.lease.untilMs <= now())) throw new Error('fenced');
    return change();
  };
  const keep = (record: HistoryRecord): void => {
    const newest = disk.history.find(({ vdc, resource }) => vdc === record.vdc && resource === record.resource);
    if (newest === undefined || !isSame(newest, record)) {
      disk.history.unshift(record);
      return;
    }
    const { count = 1, firstAtMs = newest.atMs } = newest;
    disk.history = [{ ...record, count: count + 1, firstAtMs }, ...disk.history.filter((one) => one !== newest)];
  };
  return {
    readMemory: async (nowMs) => ({
      inventory: [...disk.inventory.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      lastGenerations: new Map(disk.past),
      createdUsers: new Map(disk.users),
      accounts: [...disk.accounts.values()],
      heldVms: new Map(disk.heldVms),
      pauses: new Map(disk.pauses),
      ...(disk.revision !== undefined && { lastRevision: disk.revision }),
      destructionsInLastDay: {
        delete: recent(disk, 'delete', nowMs),
        suspend: recent(disk, 'suspend', nowMs),
        shrink: recent(disk, 'shrink', nowMs),
      },
    }),
    begin: (intent) =>
      write(() => {
        disk.intents.set(intent.id, intent);
        if (intent.entry !== undefined) disk.inventory.set(intent.entry.name, intent.entry);
        for (const name of intent.createsUsers) disk.users.set(name, intent.atMs);
        const subject = intent.entry?.subscriptionId ?? intent.vdc;
        disk.destructions.push(...intent.destructions.map((kind) => ({ kind, subject, atMs: intent.atMs })));
      }),
    end: ({ intentId, vdc, entry, forgetUsers, history }) =>
      write(() => {
        disk.intents.delete(intentId);
        if (entry !== 'keep' && 'forget' in entry) {
          const last = disk.inventory.get(vdc);
          disk.inventory.delete(vdc);
          if (last !== undefined && entry.isUnused !== true) disk.past.set(vdc, last.generation);
        } else if (entry !== 'keep') disk.inventory.set(vdc, entry);
        for (const name of forgetUsers) disk.users.delete(name);
        for (const record of history) keep(record);
      }),
    readOpenIntents: async () => [...disk.intents.values()],
    remember: (entries) => write(() => entries.forEach((entry) => disk.inventory.set(entry.name, entry))),
    readAccounts: async () => [...disk.accounts.values()],
    putAccount: (entry) => write(() => void disk.accounts.set(entry.id, entry)),
    forgetAccount: (id) => write(() => void disk.accounts.delete(id)),
    holdVms: (id, held) =>
      write(() => void (held === undefined ? disk.heldVms.delete(id) : disk.heldVms.set(id, held))),
    writeStatuses: (statuses, forget) =>
      write(() => {
        for (const status of statuses) disk.statuses.set(status.name, status);
        for (const name of forget) disk.statuses.delete(name);
      }),
    readStatuses: async (names) =>
      [...disk.statuses.values()]
        .filter(({ name }) => names === undefined || names.includes(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    readHistory: async ({ vdc, limit }) =>
      disk.history.filter((record) => vdc === undefined || record.vdc === vdc).slice(0, limit),
    pause: (vdc, pause) => write(() => void disk.pauses.set(vdc, pause)),
    unpause: (vdc) => write(() => disk.pauses.delete(vdc)),
    approve: (approval) => write(() => void disk.approvals.set(approval.fingerprint, approval)),
    readApprovals: async (nowMs) => [...disk.approvals.values()].filter(({ atMs }) => atMs > nowMs - dayMs),
    forgetApproval: (fingerprint) => write(() => void disk.approvals.delete(fingerprint)),
    noteHalt: (halt) => write(() => void (disk.halt = halt)),
    readHalt: async () => disk.halt,
    noteRevision: (revision) => write(() => void (disk.revision = revision)),
    acquireLease: async ({ holder, ttlMs }: LeaseWish) => {
      if (disk.lease !== undefined && disk.lease.untilMs > now()) return undefined;
      const own = (disk.fence += 1);
      fence = own;
      disk.lease = { holder, fence: own, untilMs: now() + ttlMs };
      return {
        fence: own,
        async renew() {
          if (disk.lease?.fence !== own || disk.lease.untilMs <= now()) return false;
          disk.lease.untilMs = now() + ttlMs;
          return true;
        },
        async release() {
          if (disk.lease?.fence === own) disk.lease = undefined;
        },
      };
    },
    readLeaseHolder: async () =>
      disk.lease !== undefined && disk.lease.untilMs > now() ? disk.lease.holder : undefined,
    close: async () => undefined,
  };
}

function isSame(a: HistoryRecord, b: HistoryRecord): boolean {
  const bare = (record: HistoryRecord) =>
    JSON.stringify({ ...record, atMs: 0, firstAtMs: undefined, count: undefined, fingerprint: '' });
  return bare(a) === bare(b);
}

function recent({ destructions }: MemoryDisk, kind: Destruction, nowMs: number): ReadonlySet<string> {
  return new Set(
    destructions.filter((one) => one.kind === kind && one.atMs > nowMs - dayMs).map(({ subject }) => subject),
  );
}
