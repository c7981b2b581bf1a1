import { createDaemon, type Daemon } from '../../src/daemon/create-daemon.ts';
import type { DaemonInstallation } from '../../src/daemon/installation-slot.ts';
import type { LeaseTimes } from '../../src/daemon/keep-lease.ts';
import type { DaemonEvent } from '../../src/model/daemon-event.ts';
import type { Snapshot, Watching } from '../../src/sources/spec-source.ts';
import { hashes, installation } from '../support/planner-world.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { tellActions, wrapAccounts, wrapMailer, wrapStore } from './doors.ts';
import { openWireProvider } from './wire/open-provider.ts';
import type { Mortal } from './recorder.ts';
import { createTwinStore } from './twin-store.ts';
import type { World } from './world.ts';

/** One process of the daemon: the real one, on doors that record, with a memory that dies with it. */
export interface Process extends Mortal {
  readonly daemon: Daemon;
  readonly events: DaemonEvent[];
  /** The specs were saved. */
  notice(): void;
  /** When all is over: whoever still waits for a signal of it would be kept in memory for ever. */
  forget(): void;
  /** What ended it, where nobody killed it. */
  crash: unknown;
}

/** What a machine needs to start it again: by then what its predecessor has sent has arrived. */
const startMs = 1_000;

export const processName = (id: number): string => `process ${id}`;

export function startProcess(world: World, id: number, lease: LeaseTimes): Process {
  const { clock, random, story, directory, mailbox, wap, recorder } = world;
  const events: DaemonEvent[] = [];
  const stopping = new AbortController();
  let watching: Watching | undefined;
  let ids = 0;
  const writePermit = { check: (): void => undefined };
  const own: Mortal = {
    id,
    isDead: false,
    isDoomed: false,
    die() {
      own.isDead = true;
      clock.forget(own);
      world.onDeath(id);
    },
  };
  const doors = { recorder, process: own, mayWrite: () => writePermit.check() };
  const store = wrapStore(createTwinStore(world.twin, clock), doors);
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    await recorder.check(own);
    await clock.sleep(ms, signal, own);
  };
  const now = () => clock.now() + world.skewMs();
  const providers: Provider[] = [];
  const openProvider = (): Provider => {
    const opened = openWireProvider({ ...doors, wap, clock, access: story.machines, now, random, sleep });
    providers.push(opened);
    return opened;
  };
  const open = async (): Promise<DaemonInstallation> => ({
    source: {
      async load(): Promise<Snapshot> {
        await recorder.check(own);
        return world.loadSpecs();
      },
      async watch(given, signal) {
        watching = given;
        await aborted(signal);
      },
    },
    provider: tellActions(openProvider(), doors),
    ...(story.hasOwners === true && {
      accounts: wrapAccounts(directory.provider, doors),
      mailer: wrapMailer(mailbox.mailer, doors),
    }),
    specCache: {
      load: async () => world.specCache.current,
      save: async (cache) => void (world.specCache.current = cache),
    },
    rules: {
      installation,
      defaults: {
        hostingPlan: 'standard',
        onSuspend: story.machines === undefined ? 'none' : 'shutdown',
        onResume: 'previous',
        deletion: { policy: 'delete', graceMs: 60_000 },
        vms: 'unlimited',
      },
      planner: {
        templates: { standard: { template: 'VDC Base' } },
        safety: world.safety,
        vmAccess: story.machines ?? 'none',
        shutdownTimeoutMs: 60_000,
        ...(story.hasOwners === true && { upnSuffix: 'tenants.example' }),
        sendsMail: story.hasOwners === true,
      },
    },
    mode: 'enforce',
    intervalMs: world.intervalMs,
    concurrency: 4,
    executor: { waitMs: 30_000, vmWaitMs: 120_000, lookAgainMs: 500 },
    close: async () => undefined,
  });
  const daemon = createDaemon({
    version: '0.0.0',
    installation,
    holder: processName(id),
    store,
    hashes,
    clock: {
      now,
      elapsed: clock.now,
      random,
      sleep,
      newId: () => `intent-${id}-${(ids += 1)}`,
    },
    lease,
    openInstallation: open,
    watchSettings: (_, signal) => aborted(signal),
    writePermit,
    drainMs: 30_000,
    onEvent(event) {
      if (own.isDead) return;
      events.push(event);
      world.onEvent(id, event);
    },
  });
  const process: Process = Object.assign(own, {
    daemon,
    events,
    notice: () => watching?.changed(),
    forget() {
      stopping.abort();
      for (const one of providers) one.close().catch(() => undefined);
    },
    crash: undefined,
  });
  const run = async (): Promise<void> => {
    if (id > 0) await clock.sleep(startMs, stopping.signal, own);
    await daemon.run(stopping.signal);
  };
  run().catch((error: unknown) => {
    process.crash = error;
  });
  return process;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
