import { onTestFinished } from 'vitest';
import { createDaemon, type Daemon } from '../../src/daemon/create-daemon.ts';
import type { DaemonOptions, WritePermit } from '../../src/daemon/daemon-options.ts';
import type { HaltCase } from '../../src/reconciler/halt-switch.ts';
import type { DaemonInstallation } from '../../src/daemon/installation-slot.ts';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import type { SafetySettings } from '../../src/model/settings.ts';
import type { Snapshot, SpecSource, Watching } from '../../src/sources/spec-source.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { hashes, installation, safety } from './planner-world.ts';
import { noonMs } from './state-builders.ts';
import { createSteppedClock, type SteppedClock } from './stepped-clock.ts';
import { type SpecWords, storySpec } from './story-spec.ts';
import { createMemoryDisk, createMemoryStore, type MemoryDisk } from './memory-store.ts';
import { createMailbox, createWholeDirectory, type Mailbox, type WholeDirectory } from './whole-directory.ts';
import { createWholeWap, type WholeWap } from './whole-wap.ts';

/** A daemon with a WAP and specs in memory, a real state store, and a clock that does not really wait. */
export interface DaemonStory {
  readonly clock: SteppedClock;
  readonly wap: WholeWap;
  readonly directory: WholeDirectory;
  readonly mailbox: Mailbox;
  readonly store: StateStore;
  readonly disk: MemoryDisk;
  readonly daemon: Daemon;
  readonly events: DaemonEvent[];
  /** Path → text. */
  readonly specs: Map<string, string>;
  /** What the settings say; `reload` makes the daemon read them again. */
  readonly settings: StorySettings;
  declare(name: string, words?: SpecWords): void;
  remove(name: string): void;
  /** The specs as they are now have been saved. */
  save(): void;
  reload(): void;
  /** The system tells nothing of changes of the specs, or of the settings. */
  unwatchable(of: 'specs' | 'settings', error: Error): void;
  /** Runs until `until` holds; fails with the last events when an hour passes first. */
  when(until: () => boolean): Promise<void>;
  /** Runs until a pass that began after this call has ended and nothing is being worked on. */
  settled(): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Somebody sets the clock on the wall of this daemon. */
  turnClock(byMs: number): void;
  stop(): Promise<void>;
  readonly ended: Promise<void>;
  /** What would be asked before each request that changes something. */
  readonly writePermit: WritePermit;
  /** What was left for a person. */
  readonly bundles: readonly HaltCase[];
  kinds(): readonly string[];
}

export interface StorySettings {
  mode: 'enforce' | 'report';
  intervalMs: number;
  safety: SafetySettings;
  /** Thrown when the settings are read. */
  problem: Error | undefined;
  /** Thrown when the specs are loaded. */
  sourceTrouble: Error | undefined;
}

export interface DaemonStoryOptions extends Partial<Pick<DaemonOptions, 'isOnce' | 'holder'>> {
  /** Another daemon in the same world: the same WAP, specs and disk, by the same clock. */
  readonly beside?: DaemonStory;
  readonly mode?: StorySettings['mode'];
  /** The settings name a directory and a mail server. */
  readonly hasOwners?: boolean;
}

const hourMs = 3_600_000;

export async function startDaemonStory(over: DaemonStoryOptions = {}): Promise<DaemonStory> {
  const { beside } = over;
  const clock = beside?.clock ?? createSteppedClock(noonMs);
  const wap = beside?.wap ?? createWholeWap(clock.sleep);
  const directory = beside?.directory ?? createWholeDirectory();
  const mailbox = beside?.mailbox ?? createMailbox();
  const disk = beside?.disk ?? createMemoryDisk();
  const store = createMemoryStore(disk, clock.now);
  const settings: StorySettings = beside?.settings ?? {
    mode: over.mode ?? 'enforce',
    intervalMs: 300_000,
    safety,
    problem: undefined,
    sourceTrouble: undefined,
  };
  const specs = beside?.specs ?? new Map<string, string>();
  let sourceWatching: Watching | undefined;
  let settingsWatching: Pick<Watching, 'changed' | 'trouble'> | undefined;
  const events: DaemonEvent[] = [];
  let random = 0;
  let turnedMs = 0;
  let ids = 0;

  const source: SpecSource = {
    async load() {
      if (settings.sourceTrouble !== undefined) throw settings.sourceTrouble;
      return snapshotOf(specs);
    },
    async watch(watching, signal) {
      sourceWatching = watching;
      await aborted(signal);
    },
  };
  const openInstallation = async (): Promise<DaemonInstallation> => {
    if (settings.problem !== undefined) throw settings.problem;
    return {
      source,
      provider: wap.provider,
      ...(over.hasOwners === true && { accounts: directory.provider, mailer: mailbox.mailer }),
      specCache: { load: async () => undefined, save: async () => undefined },
      rules: {
        installation,
        defaults: {
          hostingPlan: 'standard',
          onSuspend: 'none',
          onResume: 'previous',
          deletion: { policy: 'delete', graceMs: 72 * hourMs },
          vms: 'unlimited',
        },
        planner: {
          templates: { standard: { template: 'VDC Base' } },
          safety: settings.safety,
          vmAccess: 'none',
          shutdownTimeoutMs: 600_000,
          ...(over.hasOwners === true && { upnSuffix: 'tenants.example' }),
          sendsMail: over.hasOwners === true,
        },
      },
      mode: settings.mode,
      intervalMs: settings.intervalMs,
      concurrency: 4,
      executor: { waitMs: 60_000, vmWaitMs: 600_000, lookAgainMs: 100 },
      close: async () => undefined,
    };
  };
  const writePermit: WritePermit = { check: () => undefined };
  const bundles: HaltCase[] = [];
  const stopping = new AbortController();
  const daemon = createDaemon({
    version: '0.0.0',
    installation,
    holder: over.holder ?? 'process 1 on story',
    store,
    hashes,
    clock: {
      now: () => clock.now() + turnedMs,
      elapsed: clock.now,
      // Not random at all: a story is the same each time.
      random: () => (random = (random + 0.37) % 1),
      sleep: clock.sleep,
      newId: () => `intent-${(ids += 1)}`,
    },
    lease: { ttlMs: 9_000, marginMs: 2_000, renewEveryMs: 2_500 },
    openInstallation,
    async watchSettings(watching, signal) {
      settingsWatching = watching;
      await aborted(signal);
    },
    writePermit,
    writeBundle: async (haltCase) => {
      bundles.push(haltCase);
      return 'vdc.db.halt.json.gz';
    },
    drainMs: 30_000,
    ...(over.isOnce === true && { isOnce: true }),
    onEvent: (event) => events.push(event),
  });
  const ended = daemon.run(stopping.signal);
  ended.catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopping.abort(new Error('the story ends'));
    await ended;
  };
  onTestFinished(async () => {
    await stop().catch(() => undefined);
    await store.close();
  });

  async function when(until: () => boolean): Promise<void> {
    const startMs = clock.now();
    while (!until()) {
      if (clock.now() - startMs > 100 * hourMs)
        throw new Error(`It did not come to that: ${JSON.stringify(events.slice(-12), null, 1)}`);
      await clock.sleep(50, new AbortController().signal);
    }
  }
  return {
    clock,
    wap,
    directory,
    mailbox,
    store,
    disk,
    specs,
    daemon,
    events,
    settings,
    declare: (name, words = {}) => void specs.set(`${name}.yaml`, storySpec(name, words)),
    remove: (name) => void specs.delete(`${name}.yaml`),
    save: () => sourceWatching?.changed(),
    reload: () => settingsWatching?.changed(),
    unwatchable: (of, error) => (of === 'specs' ? sourceWatching : settingsWatching)?.trouble(error),
    when,
    async settled() {
      const passes = () => events.filter(({ kind }) => kind === 'pass-ended').length;
      const before = passes();
      await when(() => passes() > before && daemon.status().working.length + daemon.status().queued === 0);
    },
    pass: (ms) => clock.sleep(ms, new AbortController().signal),
    turnClock: (byMs) => void (turnedMs += byMs),
    stop,
    ended,
    writePermit,
    bundles,
    kinds: () => events.map(({ kind }) => kind),
  };
}

function snapshotOf(specs: ReadonlyMap<string, string>): Snapshot {
  const files = [...specs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => ({
      path,
      bytes: new TextEncoder().encode(text),
      contentHash: hashes.sha256(text),
    }));
  return {
    revision: `sha256:${hashes.sha256(JSON.stringify([...specs].sort(([a], [b]) => (a < b ? -1 : 1))))}`,
    files,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
