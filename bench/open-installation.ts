import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RequestReport } from '../src/providers/wap/client/http/transport.ts';
import type { ExecutorDoors } from '../src/reconciler/carry-out.ts';
import type { PassDoors, PassRules } from '../src/reconciler/pass-doors.ts';

export interface OpenInstallation {
  readonly pass: PassDoors;
  readonly rules: PassRules;
  readonly executor: Omit<ExecutorDoors, 'onProgress'>;
  readonly close: () => Promise<void>;
}

/** The same adapters that main.ts builds, for a process that measures more than one command. */
export async function openInstallation(
  settingsFile: string,
  onRequest: (report: RequestReport) => void = () => undefined,
): Promise<OpenInstallation> {
  const { loadSettings } = await import('../src/settings/load-settings.ts');
  const { createTransport } = await import('../src/providers/wap/client/http/create-transport.ts');
  const { createSpfTransport } = await import('../src/providers/wap/client/spf/create-spf-transport.ts');
  const { createTokenSource } = await import('../src/providers/wap/client/auth/token-source.ts');
  const { createWapProvider } = await import('../src/providers/wap/create-wap-provider.ts');
  const { openDirectorySource } = await import('../src/sources/directory/open-directory-source.ts');
  const { specCacheFile } = await import('../src/sources/directory/spec-cache-file.ts');
  const { openSqliteStore } = await import('../src/state/sqlite/open-sqlite-store.ts');
  const text = readFileSync(settingsFile, 'utf8');
  const { settings, problems } = loadSettings({ text, file: settingsFile, baseDir: dirname(settingsFile) });
  if (settings?.specs.kind !== 'directory') throw new Error(`unfit settings: ${JSON.stringify(problems)}`);
  const { auth, adminApi, caFile } = settings.wap;
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    await delay(ms, undefined, { signal });
  };
  const tokens = createTokenSource({
    mode: 'token',
    endpoint: adminApi,
    ...(auth.principal !== undefined && { principal: auth.principal }),
    ...(auth.token !== undefined && { token: auth.token }),
    now: Date.now,
    random: () => new Uint8Array(),
  });
  const { tenantApi, spf } = settings.wap;
  const common = {
    ca: readFileSync(caFile ?? '', 'utf8'),
    concurrency: settings.reconcile.concurrency,
    requestsPerSecond: settings.reconcile.requestsPerSecond,
    now: Date.now,
    random: Math.random,
    sleep,
    onRequest,
  };
  const provider = createWapProvider({
    admin: createTransport({ ...common, baseUrl: adminApi, tokens }),
    ...(tenantApi !== undefined && { tenant: createTransport({ ...common, baseUrl: tenantApi, tokens }) }),
    ...(spf !== undefined && {
      spf: createSpfTransport({
        ...common,
        url: spf.url,
        username: spf.username,
        password: 'file' in spf.password ? readFileSync(spf.password.file, 'utf8').trim() : '',
        randomBytes,
      }),
    }),
    now: Date.now,
    sleep,
    closeLogin: () => tokens.close(),
  });
  const database = settings.state.url.slice('sqlite:'.length);
  const store = await openSqliteStore({ path: database, now: Date.now });
  return {
    pass: {
      source: openDirectorySource({ directory: settings.specs.directory, elapsed: () => performance.now(), sleep }),
      provider,
      store,
      specCache: specCacheFile(`${database}.specs.json`),
      now: Date.now,
      hashes: {
        sha1: (bytes) => new Uint8Array(createHash('sha1').update(bytes).digest()),
        sha256: (value) => createHash('sha256').update(value).digest('hex'),
      },
    },
    rules: {
      installation: settings.installation,
      defaults: settings.defaults,
      planner: {
        templates: settings.hostingPlans,
        safety: settings.safety,
        vmAccess: spf !== undefined ? 'spf' : tenantApi !== undefined ? 'tenant' : 'none',
        shutdownTimeoutMs: settings.shutdownTimeoutMs,
        sendsMail: false,
      },
    },
    executor: {
      provider,
      store,
      now: Date.now,
      elapsed: () => performance.now(),
      onBroken: ({ message }) => {
        throw new Error(message);
      },
      sleep,
      newId: randomUUID,
      concurrency: settings.reconcile.concurrency,
      vmWaitMs: 600_000,
      waitMs: 60_000,
      lookAgainMs: 100,
    },
    async close() {
      await provider.close();
      await store.close();
    },
  };
}
