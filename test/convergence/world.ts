import type { ObservedAccount } from '../../src/model/account.ts';
import type { CustomerMail } from '../../src/model/customer-mail.ts';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import type { SafetySettings } from '../../src/model/settings.ts';
import type { SpecCache } from '../../src/spec/spec-cache.ts';
import type { Snapshot } from '../../src/sources/spec-source.ts';
import { createMemoryDisk, type MemoryDisk } from '../support/memory-store.ts';
import { hashes } from '../support/planner-world.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createMailbox, createWholeDirectory, type Mailbox, type WholeDirectory } from '../support/whole-directory.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { FalseView, Run, Story, ViewFault } from './story.ts';
import { type KeptRows, openTwinDisk, type TwinDisk } from './twin-store.ts';
import { type KeptWap, startWireWap, type WireWap } from './wire/wire-wap.ts';
import { offerInstead, showAccountsInstead, skewUnder } from './views.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** Everything outside a process: it stays when one dies. */
export interface World {
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly story: Story;
  readonly wap: WireWap;
  readonly directory: WholeDirectory;
  readonly mailbox: Mailbox;
  /** What is in the database, as a model of it has it. */
  readonly disk: MemoryDisk;
  readonly twin: TwinDisk;
  readonly recorder: Recorder;
  readonly safety: SafetySettings;
  readonly intervalMs: number;
  readonly specs: Map<string, string>;
  /** What was parsed: it stays on the disk. */
  readonly specCache: { current: SpecCache | undefined };
  /** Somebody approves of whatever is refused from now on. */
  isApproving: boolean;
  /** Every password that there ever was. */
  readonly passwords: Set<string>;
  /** What happened, in all processes. */
  readonly events: (DaemonEvent & { readonly process: number })[];
  readonly looks: { count: number };
  /** Looks that were shown something false that a look can know for false, and said nothing of it. */
  readonly silent: string[];
  onDeath(id: number): void;
  onEvent(id: number, event: DaemonEvent): void;
  loadSpecs(): Snapshot;
  skewMs(): number;
  /** Whole looks since the last change of anything. */
  readonly rest: { passes: number };
  /** Nothing was changed since the last look began. */
  isStill(): boolean;
  /** Something happens outside: rest is counted from now on, and not by a look that began before. */
  disturb(): void;
  /** Set by steps: stays until it is set back. */
  clockOffsetMs: number;
  isFalseNow(): boolean;
  /** The last look was shown something false. */
  wasFalse(): boolean;
  /** What nobody was shown until now is shown to nobody. */
  showTruth(): void;
  /** Nobody is at anything in it, and nobody lives in it afterwards. */
  keep(): KeptWorld;
}

/** All that stays in a world when nobody is in it. */
export interface KeptWorld {
  readonly nowMs: number;
  readonly wap: KeptWap;
  readonly rows: KeptRows;
  readonly disk: MemoryDisk;
  readonly directory: {
    readonly accounts: readonly (readonly [string, ObservedAccount])[];
    readonly passwords: readonly (readonly [string, string])[];
    readonly asked: readonly string[];
  };
  readonly mails: readonly CustomerMail[];
  readonly passwords: readonly string[];
  readonly specs: readonly (readonly [string, string])[];
  readonly snapshots: readonly Snapshot[];
  readonly specCache: SpecCache | undefined;
  readonly isApproving: boolean;
  readonly clockOffsetMs: number;
}

/** Whoever is shown this can know it for false: it contradicts itself, what is remembered, or another clock. */
const loud = new Set<FalseView>([
  'empty',
  'no-subscriptions',
  'no-plans',
  'wrong-counts',
  'not-understood',
  'other-installation',
  'specs-missing',
  'specs-rewound',
  'clock-ahead',
  'clock-behind',
]);

const startMs = Date.UTC(2026, 10, 24, 12);

export const looseSafety: SafetySettings = {
  maxDeletes: { count: 99 },
  maxSuspends: { count: 99 },
  maxShrinks: { count: 99 },
  maxDeletesPerDay: { count: 99 },
};

/** Somebody else's, before we came: whatever happens, it stays as it is. */
export const foreign = {
  user: 'theirs@foreign.example',
  accountId: 'account-theirs',
};

/** A new world, or one that begins where `kept` is: of what was before, only what stays in the world is known there. */
export async function createWorld({ story, seed, faults }: Run, kept?: KeptWorld): Promise<World> {
  const random = seededRandom(kept === undefined ? seed : seed + 1);
  const clock = createVirtualClock(kept?.nowMs ?? startMs, random);
  const outside = {};
  const disk = kept === undefined ? createMemoryDisk() : copyOf(kept.disk);
  const hasBytes = JSON.stringify(faults).length % 8 === 0;
  const wap = await startWireWap({
    story,
    clock,
    seed,
    hasBytes,
    mayComeAgain: (id) =>
      [...disk.inventory.values()].some(({ subscriptionId, wasSeen }) => subscriptionId === id && !wasSeen),
    kept: kept?.wap,
  });
  const directory = createWholeDirectory(kept?.directory.asked.length);
  const mailbox = createMailbox();
  mailbox.mails.push(...(kept?.mails ?? []));
  const passwords = new Set<string>(kept?.passwords);
  const specs = new Map<string, string>(kept?.specs);
  const snapshots: Snapshot[] = [...(kept?.snapshots ?? [])];
  const looks = { count: 0 };
  let changesAtStart = -1;
  let lastFrom = Number.POSITIVE_INFINITY;
  const views = () => faults.views.filter(({ from }) => from <= lastFrom);
  const fault = (): ViewFault | undefined =>
    views().find(({ from, count }) => looks.count >= from && looks.count < from + count);
  const recorder = createRecorder({
    clock,
    faults,
    world: outside,
    latencyMs: () => 1 + Math.floor(random() * 9),
    isNoted: (what) =>
      [...disk.intents.values()].some(({ actions }) =>
        actions.some(({ verb, resource }) => `${verb} ${resource}` === what),
      ),
    leaderNow: () => (disk.lease === undefined ? undefined : Number(/\d+/.exec(disk.lease.holder)?.[0])),
  });

  directory.accounts.set(foreign.accountId, {
    id: foreign.accountId,
    dn: 'CN=theirs',
    samAccountName: 'theirs',
    upn: 'theirs@tenants.example',
    email: foreign.user,
    displayName: 'Somebody else',
    isEnabled: true,
    isInPlace: true,
    mark: 'vdc:of another installation',
  });
  if (kept !== undefined) {
    for (const [id, account] of kept.directory.accounts) directory.accounts.set(id, account);
    for (const [id, password] of kept.directory.passwords) directory.passwords.set(id, password);
    directory.asked.push(...kept.directory.asked);
  }
  const accountsAsTheyAre = { ...directory.provider };
  Object.assign(directory.provider, {
    observe: async (known: readonly string[], signal: AbortSignal) =>
      showAccountsInstead(await accountsAsTheyAre.observe(known, signal), known, fault()),
    setNewPassword: async (id: string, mark: string, signal: AbortSignal) => {
      const password = await accountsAsTheyAre.setNewPassword(id, mark, signal);
      passwords.add(password.reveal());
      return password;
    },
  });

  const world: World = {
    clock,
    random,
    story,
    wap,
    directory,
    mailbox,
    disk,
    twin: openTwinDisk(disk, kept?.rows),
    recorder,
    safety: story.safety ?? looseSafety,
    intervalMs: 10_000,
    specs,
    passwords,
    specCache: { current: kept?.specCache },
    isApproving: kept?.isApproving ?? false,
    events: [],
    silent: [],
    looks,
    clockOffsetMs: kept?.clockOffsetMs ?? 0,
    keep: () => ({
      nowMs: clock.now(),
      wap: wap.keep(),
      rows: world.twin.keep(),
      disk: copyOf(disk),
      directory: {
        accounts: [...directory.accounts],
        passwords: [...directory.passwords],
        asked: [...directory.asked],
      },
      mails: [...mailbox.mails],
      passwords: [...passwords],
      specs: [...specs],
      snapshots: [...snapshots],
      specCache: world.specCache.current,
      isApproving: world.isApproving,
      clockOffsetMs: world.clockOffsetMs,
    }),
    onDeath() {
      // The lock of a process ends with it.
      disk.lease = undefined;
    },
    rest: { passes: 0 },
    isStill: () => changesAtStart === recorder.realChanges(),
    disturb() {
      world.rest.passes = 0;
      changesAtStart = -1;
    },
    onEvent(process, event) {
      world.events.push({ ...event, process });
      if (event.kind === 'pass-started') {
        if (changesAtStart !== recorder.realChanges()) world.rest.passes = 0;
        changesAtStart = recorder.realChanges();
      }
      if (event.kind !== 'pass-ended') return;
      const how = fault()?.how;
      const isKnowable = [...disk.inventory.values()].some(({ wasSeen }) => wasSeen);
      const saysNothing = event.pass.result === 'done' && (event.pass.summary?.['blocked'] ?? 0) === 0;
      if (how !== undefined && loud.has(how) && isKnowable && saysNothing && !wap.isViewOver())
        world.silent.push(`look ${looks.count} said nothing of "${how}"`);
      const isStill =
        changesAtStart === recorder.realChanges() &&
        event.pass.result !== 'failed' &&
        event.pass.result !== 'abandoned' &&
        !world.isFalseNow();
      world.rest.passes = isStill ? world.rest.passes + 1 : 0;
    },
    loadSpecs() {
      looks.count += 1;
      wap.beginLook(looks.count, fault());
      const truth = snapshotOf(specs);
      if (snapshots.at(-1)?.revision !== truth.revision) snapshots.push(truth);
      return offerInstead(truth, fault(), snapshots);
    },
    skewMs: () => world.clockOffsetMs + skewUnder(fault()),
    isFalseNow: () =>
      wap.logins.isRefused ||
      views().some(({ from, count }) => looks.count < from + count - 1 && looks.count >= from - 1),
    wasFalse: () => fault() !== undefined,
    showTruth: () => void (lastFrom = looks.count),
  };
  return world;
}

function copyOf(disk: MemoryDisk): MemoryDisk {
  const copied = Object.entries(disk).map(([name, part]) => [
    name,
    part instanceof Map ? new Map(part) : Array.isArray(part) ? [...part] : part,
  ]);
  return { ...(Object.fromEntries(copied) as MemoryDisk), lease: undefined };
}

function snapshotOf(specs: ReadonlyMap<string, string>): Snapshot {
  const sorted = [...specs].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    revision: `sha256:${hashes.sha256(JSON.stringify(sorted))}`,
    files: sorted.map(([path, text]) => ({
      path,
      bytes: new TextEncoder().encode(text),
      contentHash: hashes.sha256(text),
    })),
  };
}
