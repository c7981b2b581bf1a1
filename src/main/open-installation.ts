import type { Installation, LogOptions } from '../cli/doors.ts';
import type { ControllerError } from '../model/controller-error.ts';
import type { Settings } from '../model/settings.ts';
import type { StateStore } from '../state/state-store.ts';
import type { PassRules } from '../reconciler/pass-doors.ts';
import { elapsed, hashes, newId, redactor, sleep } from './machine.ts';
import { openAccounts } from './open-accounts.ts';
import { openMailer } from './open-mailer.ts';
import { openProvider } from './open-provider.ts';
import { openSource } from './open-source.ts';
import { describeHolder, openStore } from './open-store.ts';
import { workFile } from './work-folder.ts';

/** How long what was asked for is waited for, and after what time it is looked at first. */
export const patience = { waitMs: 60_000, vmWaitMs: 600_000, lookAgainMs: 100 };

/** For a command that acts by itself for as long as it takes. */
const commandLease = { ttlMs: 30_000, marginMs: 5_000, renewEveryMs: 8_000 };

export function rulesOf(settings: Settings): PassRules {
  return {
    installation: settings.installation,
    defaults: settings.defaults,
    planner: {
      templates: settings.hostingPlans,
      safety: settings.safety,
      vmAccess: vmAccessOf(settings.wap),
      shutdownTimeoutMs: settings.shutdownTimeoutMs,
      ...(settings.directory && { upnSuffix: settings.directory.upnSuffix }),
      sendsMail: settings.mail !== undefined,
    },
  };
}

function vmAccessOf({ spf, tenantApi }: Settings['wap']): 'none' | 'tenant' | 'spf' {
  if (spf !== undefined) return 'spf';
  return tenantApi === undefined ? 'none' : 'tenant';
}

export async function openLogOf({ format, level }: LogOptions) {
  const { openLog } = await import('../log/open-log.ts');
  return openLog({ format, level, write: (line) => void process.stderr.write(line), redactor });
}

/** Specs that were parsed before, by content. */
export async function openSpecCache(settings: Settings, lazily?: typeof sleep) {
  const { specCacheFile } = await import('../sources/directory/spec-cache-file.ts');
  const file = specCacheFile(workFile(settings, 'specs.json'));
  if (lazily === undefined) return file;
  const { saveLazily } = await import('../sources/directory/save-lazily.ts');
  return saveLazily(file, lazily);
}

/** One installation for one command. */
export async function openInstallation(settings: Settings, logOptions: LogOptions): Promise<Installation> {
  const store = await openStore(settings);
  const permit = { check: (): void => undefined };
  let refusal: ControllerError | undefined;
  try {
    const log = await openLogOf(logOptions);
    const assertMayWrite = () => {
      if (refusal !== undefined) throw refusal;
      permit.check();
    };
    const [source, specCache, { provider }, accounts, mailer] = await Promise.all([
      openSource(settings, store),
      openSpecCache(settings),
      openProvider(settings, { log, assertMayWrite }),
      openAccounts(settings, { log, assertMayWrite }),
      openMailer(settings, assertMayWrite),
    ]);
    return {
      pass: { source, provider, accounts, store, specCache, now: Date.now, hashes },
      rules: rulesOf(settings),
      executor: {
        provider,
        accounts,
        mailer,
        store,
        now: Date.now,
        elapsed,
        sleep,
        newId,
        concurrency: settings.reconcile.concurrency,
        ...patience,
      },
      lock: () => lock(store, permit),
      refuseWrites: (reason) => (refusal ??= reason),
      close: async () => {
        await Promise.all([provider.close(), accounts?.close(), mailer?.close()]);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Two never act on one state at once, whatever kind of store it is. */
async function lock(store: StateStore, permit: { check: () => void }): Promise<() => Promise<void>> {
  const lease = await store.acquireLease({ holder: describeHolder(), ttlMs: commandLease.ttlMs });
  if (lease === undefined) {
    const { stateLocked } = await import('./state-locked.ts');
    throw stateLocked(await store.readLeaseHolder());
  }
  const { keepLease } = await import('../daemon/keep-lease.ts');
  const kept = keepLease(lease, { now: Date.now, elapsed, sleep }, commandLease);
  permit.check = () => kept.assertHeld();
  return () => kept.stop();
}
