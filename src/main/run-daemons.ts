import type { DaemonChoice, DaemonsEnd } from '../cli/doors.ts';
import { describeEvent } from '../daemon/describe-event.ts';
import type { WritePermit } from '../daemon/daemon-options.ts';
import { createShareOut, type ShareOut } from '../daemon/share-out.ts';
import type { DaemonInstallation } from '../daemon/installation-slot.ts';
import type { Settings } from '../model/settings.ts';
import type { StateStore } from '../state/state-store.ts';
import { elapsed, hashes, newId, shown, sleep, stopping } from './machine.ts';
import { openLogOf, openSpecCache, patience, rulesOf } from './open-installation.ts';
import { openAccounts } from './open-accounts.ts';
import { openMailer } from './open-mailer.ts';
import { openProvider } from './open-provider.ts';
import { openSource } from './open-source.ts';
import { describeHolder, openStore } from './open-store.ts';
import { readSecretOf } from './secrets.ts';
import { checkReload } from './check-reload.ts';

type RunDaemonsOptions = DaemonChoice & { readonly version: string };

const lease = { ttlMs: 6_000, marginMs: 1_500, renewEveryMs: 1_500 };
const drainMs = 30_000;
/** Installations are taken one after the other, so that another replica can have its share of them. */
const staggerMs = 500;

/** One daemon for each installation, side by side in one process, each with its own state, lease and server. */
export async function runDaemons(all: readonly Settings[], options: RunDaemonsOptions): Promise<DaemonsEnd> {
  const shares = createShareOut(all.map(({ installation }) => installation));
  const ending = new AbortController();
  const signal = AbortSignal.any([stopping.signal, ending.signal]);
  const runs = all.map(async (settings, index) => {
    try {
      return await runDaemon(settings, options, { shares, firstWaitMs: index * staggerMs, signal });
    } catch (error) {
      // Half of the installations looked after is a process that looks healthy and is not.
      ending.abort(error);
      throw error;
    }
  });
  const ended = await Promise.allSettled(runs);
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  const results = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return {
    hasFailed: results.some(({ hasFailed }) => hasFailed),
    isRefused: results.some(({ isRefused }) => isRefused),
  };
}

interface Share {
  readonly shares: ShareOut;
  readonly firstWaitMs: number;
  readonly signal: AbortSignal;
}

async function runDaemon(settings: Settings, options: RunDaemonsOptions, share: Share): Promise<DaemonsEnd> {
  const { installation } = settings;
  const [{ createDaemon }, { createMetrics }, { startServer }, { watchFile }] = await Promise.all([
    import('../daemon/create-daemon.ts'),
    import('../server/metrics/create-metrics.ts'),
    import('../server/start-server.ts'),
    import('../sources/directory/watch-file.ts'),
  ]);
  const log = await openLogOf(options.log);
  const metrics = createMetrics({ version: options.version });
  const writePermit: WritePermit = { check: () => undefined };
  const store = await openStore(settings);
  let hasFailed = false;
  const daemon = createDaemon({
    version: options.version,
    installation,
    holder: describeHolder(),
    store,
    hashes,
    clock: { now: Date.now, elapsed, random: Math.random, sleep, newId },
    lease,
    reluctanceMs: () => share.shares.reluctanceMs(installation),
    writePermit,
    writeBundle: async (haltCase) => options.writeBundle(haltCase, await options.readSettings(settings.file), store),
    drainMs,
    isOnce: options.isOnce,
    async openInstallation() {
      const current = await options.readSettings(settings.file);
      checkReload(settings, current);
      return openDaemonInstallation(current, store, {
        log,
        assertMayWrite: () => writePermit.check(),
        onRequest: (endpoint, report) => metrics.noteRequest({ endpoint, ...report }),
      });
    },
    watchSettings: (watching, signal) => watchFile({ path: settings.file, sleep, shownAs: shown }, watching, signal),
    onEvent(event) {
      metrics.note(event);
      if (event.kind === 'role-changed') {
        if (event.role === 'leader') share.shares.leads(installation);
        else share.shares.yields(installation);
      }
      if (event.kind === 'vdc-ended' && event.result === 'failed') hasFailed = true;
      const { level, text, keys } = describeEvent(event);
      log[level](keys, text);
    },
  });
  const { server } = settings;
  try {
    const serving = await startServer({
      door: {
        ...daemon,
        readStatuses: (names) => store.readStatuses(names),
        readHistory: (query) => store.readHistory(query),
      },
      listen: server.listen,
      ...(server.token && { token: await readSecretOf(server.token) }),
      ...(server.webhookSecret && { webhookSecret: await readSecretOf(server.webhookSecret) }),
      ...(settings.specs.kind === 'git' && { branch: settings.specs.branch }),
      version: options.version,
      metrics,
      log,
      now: Date.now,
      sleep,
    });
    log.info({ address: serving.address, installation }, 'daemon started');
    try {
      await sleep(share.firstWaitMs, share.signal).catch(() => undefined);
      await daemon.run(share.signal);
    } finally {
      await serving.stop();
    }
    const { lastPass, halted } = daemon.status();
    const result = lastPass?.result;
    return {
      hasFailed: hasFailed || result === 'failed',
      isRefused: result === 'refused' || result === 'untrusted' || halted !== undefined,
    };
  } finally {
    await store.close();
    log.info({ installation }, 'daemon stopped');
  }
}

async function openDaemonInstallation(
  settings: Settings,
  store: StateStore,
  hooks: Parameters<typeof openProvider>[1],
): Promise<DaemonInstallation> {
  const assertMayWrite = hooks.assertMayWrite ?? (() => undefined);
  const [source, specCache, { provider, tokenAgeMs }, accounts, mailer] = await Promise.all([
    openSource(settings, store),
    openSpecCache(settings, sleep),
    openProvider(settings, hooks),
    openAccounts(settings, { log: hooks.log, assertMayWrite }),
    openMailer(settings, assertMayWrite),
  ]);
  return {
    source,
    provider,
    accounts,
    mailer,
    specCache,
    rules: rulesOf(settings),
    mode: settings.mode,
    intervalMs: settings.reconcile.intervalMs,
    concurrency: settings.reconcile.concurrency,
    executor: patience,
    tokenAgeMs,
    close: async () => void (await Promise.all([provider.close(), accounts?.close(), mailer?.close()])),
  };
}
