import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import type { ObservedState, Question } from '../../src/model/observed-state.ts';
import type { SafetySettings } from '../../src/model/settings.ts';
import type { SpecCache } from '../../src/spec/spec-cache.ts';
import type { Snapshot } from '../../src/sources/spec-source.ts';
import { createInMemoryMachines, type InMemoryMachines } from '../support/in-memory-machines.ts';
import { createMemoryDisk, type MemoryDisk } from '../support/memory-store.ts';
import { hashes, template, templateQuota } from '../support/planner-world.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createMailbox, createWholeDirectory, type Mailbox, type WholeDirectory } from '../support/whole-directory.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { Run, Story, ViewFault } from './story.ts';
import { createStrictWap, type StrictWap } from './strict-wap.ts';
import { offerInstead, showAccountsInstead, showInstead, skewUnder } from './views.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** Everything outside a process: it stays when one dies. */
export interface World {
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly story: Story;
  readonly wap: StrictWap;
  readonly machines: InMemoryMachines | undefined;
  /** Machine → its VDC's subscription. */
  readonly machineHomes: Map<string, string>;
  readonly directory: WholeDirectory;
  readonly mailbox: Mailbox;
  readonly disk: MemoryDisk;
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
  /** Remembers the state as one that may be shown late. */
  keepState(): void;
}

const startMs = Date.UTC(2026, 10, 24, 12);

export const looseSafety: SafetySettings = {
  maxDeletes: { count: 99 },
  maxSuspends: { count: 99 },
  maxShrinks: { count: 99 },
  maxDeletesPerDay: { count: 99 },
};

/** Somebody else's, before we came: whatever happens, it stays as it is. */
export const foreign = {
  subscriptionId: 'f0f0f0f0-0000-4000-8000-00000000f0f0',
  planId: 'Gold',
  user: 'theirs@foreign.example',
  accountId: 'account-theirs',
};

export function createWorld({ story, seed, faults }: Run): World {
  const random = seededRandom(seed);
  const clock = createVirtualClock(startMs, random);
  const outside = {};
  const disk = createMemoryDisk();
  const machineHomes = new Map<string, string>();
  const sleepOutside = (ms: number, signal: AbortSignal) => clock.sleep(ms, signal, outside);
  const wap = createStrictWap(sleepOutside, clock.now, (id) => {
    const powers = machines?.powers() ?? {};
    return [...machineHomes].some(([name, home]) => home === id && powers[name] !== undefined);
  });
  const machines =
    story.machines === undefined
      ? undefined
      : createInMemoryMachines({
          clock: { now: clock.now, sleep: sleepOutside },
          access: story.machines,
          isLetIn: (id) => wap.whole.subscriptions.get(id)?.status === 'active',
        });
  if (machines !== undefined) Object.assign(machines, { latencyMs: 2, takesMs: 5_000 });
  if (machines !== undefined) Object.assign(wap.provider, { vms: machines.provider });
  const directory = createWholeDirectory();
  const passwords = new Set<string>();
  const specs = new Map<string, string>();
  const states: ObservedState[] = [];
  const snapshots: Snapshot[] = [];
  const looks = { count: 0 };
  let changesAtStart = -1;
  const fault = (): ViewFault | undefined =>
    faults.views.find(({ from, count }) => looks.count >= from && looks.count < from + count);
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

  const whole = wap.whole;
  whole.hostingPlans.set(foreign.planId, {
    ...template,
    id: foreign.planId,
    displayName: 'Gold',
    quota: templateQuota,
  });
  whole.users.set(foreign.user, { name: foreign.user, email: foreign.user, createdAtMs: startMs - 1e9 });
  whole.subscriptions.set(foreign.subscriptionId, {
    id: foreign.subscriptionId,
    name: 'theirs',
    owner: foreign.user,
    hostingPlanId: foreign.planId,
    status: 'active',
    convergence: 'in-sync',
    coAdmins: [],
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
  let seenIn = 0;
  whole.see = (truth) => {
    const isFirst = seenIn !== looks.count;
    seenIn = looks.count;
    // A row that one list lacks, and that its own address denies: the next list has it.
    if (fault()?.how === 'false-404' && isFirst)
      return { ...truth, subscriptions: truth.subscriptions.filter(({ name }) => name !== 'acme') };
    return showInstead(truth, fault(), states, looks.count);
  };
  const wapAsItIs = { ...wap.provider };
  Object.assign(wap.provider, {
    observeCloser: async (questions: readonly Question[], signal: AbortSignal) => {
      const closer = await wapAsItIs.observeCloser(questions, signal);
      const asked = questions.flatMap((one) => (one.kind === 'is-subscription-gone' ? [one.subscriptionId] : []));
      return fault()?.how === 'false-404' ? { ...closer, gone: new Set(asked) } : closer;
    },
  });
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
    machines,
    machineHomes,
    directory,
    mailbox: createMailbox(),
    disk,
    recorder,
    safety: story.safety ?? looseSafety,
    intervalMs: 10_000,
    specs,
    passwords,
    specCache: { current: undefined },
    isApproving: false,
    events: [],
    looks,
    clockOffsetMs: 0,
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
      const isStill =
        changesAtStart === recorder.realChanges() &&
        event.pass.result !== 'failed' &&
        event.pass.result !== 'abandoned' &&
        !world.isFalseNow();
      world.rest.passes = isStill ? world.rest.passes + 1 : 0;
    },
    loadSpecs() {
      looks.count += 1;
      world.keepState();
      const truth = snapshotOf(specs);
      if (snapshots.at(-1)?.revision !== truth.revision) snapshots.push(truth);
      return offerInstead(truth, fault(), snapshots);
    },
    skewMs: () => world.clockOffsetMs + skewUnder(fault()),
    isFalseNow: () => faults.views.some(({ from, count }) => looks.count < from + count - 1 && looks.count >= from - 1),
    keepState() {
      if (faults.views.length === 0) return;
      const truth = wap.truth();
      if (JSON.stringify(states.at(-1)) !== JSON.stringify(truth)) states.push(structuredClone(truth));
    },
  };
  return world;
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
