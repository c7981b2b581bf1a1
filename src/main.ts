import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { CliDoors, Installation, LogOptions } from './cli/doors.ts';
import { runCli } from './cli/run-cli.ts';
import { askPerson, sink } from './cli/terminal.ts';
import { createRedactor } from './log/redactor.ts';
import type { Settings } from './model/settings.ts';
import type { Tokens } from './providers/wap/client/http/tokens.ts';
import type { RequestReport } from './providers/wap/client/http/transport.ts';

// The only file that builds adapters. Each is imported when a command needs it, so that `--help` and `validate` open
// nothing, and no credential is read before somebody has to log in.

const stopping = new AbortController();
let isStopping = false;
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    // A second Ctrl-C means it: the journal knows what was begun.
    if (isStopping) process.exit(130);
    isStopping = true;
    stopping.abort(new Error(`stopped by ${name}`));
  });

const redactor = createRedactor();

// Loaded by whoever needs them first: a third of the time of an empty program, which `--help` does not owe.
const crypto = () => process.getBuiltinModule('node:crypto');
const disk = () => process.getBuiltinModule('node:fs/promises');
const newId = () => crypto().randomUUID();
const hashes = {
  sha1: (bytes: Uint8Array) => new Uint8Array(crypto().createHash('sha1').update(bytes).digest()),
  sha256: (text: string) => crypto().createHash('sha256').update(text).digest('hex'),
};

const elapsed = () => performance.now();

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await process.getBuiltinModule('node:timers/promises').setTimeout(ms, undefined, { signal });
}

async function readSecretOf(source: Settings['wap']['auth']['password']): Promise<string> {
  if (source === undefined) return '';
  const { readSecret } = await import('./settings/read-secret.ts');
  const secret = readSecret(source, {
    env: process.env,
    readFile: (path) => process.getBuiltinModule('node:fs').readFileSync(path, 'utf8'),
  });
  redactor.hide(secret);
  return secret;
}

/** A token is a secret from the moment it is issued. */
function hideTokens(tokens: Tokens): Tokens {
  const hide = (token: string) => {
    redactor.hide(token);
    return token;
  };
  return {
    principal: tokens.principal,
    token: async (signal) => hide(await tokens.token(signal)),
    renew: async (refused, signal) => hide(await tokens.renew(refused, signal)),
  };
}

async function readCa(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await disk().readFile(path, 'utf8');
  } catch (cause) {
    const { ControllerError } = await import('./model/controller-error.ts');
    throw new ControllerError(
      'CA_FILE_UNREADABLE',
      `The CA file ${path} cannot be read, so WAP's certificate cannot be checked. Mend caFile in the settings, or the file's permissions.`,
      { cause },
    );
  }
}

async function openProvider(settings: Settings, { format, level }: LogOptions) {
  const [{ createTransport }, { createTokenSource }, { createWapProvider }, { openLog }] = await Promise.all([
    import('./providers/wap/client/http/create-transport.ts'),
    import('./providers/wap/client/auth/token-source.ts'),
    import('./providers/wap/create-wap-provider.ts'),
    import('./log/open-log.ts'),
  ]);
  const { wap, reconcile } = settings;
  const log = await openLog({ format, level, write: (line) => void process.stderr.write(line), redactor });
  const [ca, authCa] = await Promise.all([readCa(wap.caFile), readCa(wap.auth.caFile ?? wap.caFile)]);
  const { auth } = wap;
  const tokens = createTokenSource({
    mode: auth.mode,
    endpoint: auth.windowsAuthEndpoint ?? wap.adminApi,
    ...(auth.path !== undefined && { path: auth.path }),
    ...(auth.realm !== undefined && { realm: auth.realm }),
    ...(auth.principal !== undefined && { principal: auth.principal }),
    ...(auth.domain !== undefined && { domain: auth.domain }),
    ...(auth.username !== undefined && { username: auth.username }),
    ...(auth.password !== undefined && { password: await readSecretOf(auth.password) }),
    ...(auth.token !== undefined && { token: auth.token }),
    ...(authCa !== undefined && { ca: authCa }),
    now: Date.now,
    random: (size) => crypto().randomBytes(size),
  });
  /** Said once of each endpoint, or an operator would look at nothing for half a minute. */
  const tellRequests = (endpoint: string, purpose: string) => {
    let isTold = false;
    return (report: RequestReport) => {
      log.debug({ ...report }, 'request');
      if (report.status !== null || isTold) return;
      isTold = true;
      log.warn({ endpoint }, `no answer from ${purpose}, trying again for a while`);
    };
  };
  const common = {
    concurrency: reconcile.concurrency,
    requestsPerSecond: reconcile.requestsPerSecond,
    now: Date.now,
    random: Math.random,
    sleep,
  };
  const connect = (baseUrl: string, purpose: string) =>
    createTransport({
      ...common,
      baseUrl,
      purpose,
      ...(ca !== undefined && { ca }),
      tokens: hideTokens(tokens),
      onRequest: tellRequests(baseUrl, purpose),
    });
  const openSpf = async ({ url, username, password, caFile }: NonNullable<Settings['wap']['spf']>) => {
    const { createSpfTransport } = await import('./providers/wap/client/spf/create-spf-transport.ts');
    const spfCa = await readCa(caFile ?? wap.caFile);
    const secret = await readSecretOf(password);
    // As Basic carries it.
    redactor.hide(Buffer.from(`${username}:${secret}`).toString('base64'));
    return createSpfTransport({
      ...common,
      url,
      username,
      password: secret,
      ...(spfCa !== undefined && { ca: spfCa }),
      randomBytes: (size) => crypto().randomBytes(size),
      onRequest: tellRequests(url, 'SPF'),
    });
  };
  const { spf } = wap;
  const spfTransport = spf && (await openSpf(spf));
  return createWapProvider({
    admin: connect(wap.adminApi, 'the Admin API'),
    ...(spfTransport !== undefined && { spf: spfTransport }),
    ...(wap.tenantApi !== undefined && { tenant: connect(wap.tenantApi, 'the tenant API') }),
    now: Date.now,
    sleep,
    closeLogin: () => tokens.close(),
  });
}

function vmAccessOf({ spf, tenantApi }: Settings['wap']): 'none' | 'tenant' | 'spf' {
  if (spf !== undefined) return 'spf';
  return tenantApi === undefined ? 'none' : 'tenant';
}

async function openStore(settings: Settings) {
  const { ControllerError } = await import('./model/controller-error.ts');
  const { url } = settings.state;
  if (!url.startsWith('sqlite:'))
    throw new ControllerError(
      'STATE_UNSUPPORTED',
      `state.url ${url.split(':')[0]}: is not supported by this version; it keeps its state in SQLite. Write state: { url: sqlite:./vdc.db }.`,
    );
  const { openSqliteStore } = await import('./state/sqlite/open-sqlite-store.ts');
  return openSqliteStore({ path: url.slice('sqlite:'.length), now: Date.now });
}

async function openSource(settings: Settings) {
  if (settings.specs.kind === 'directory') {
    const { openDirectorySource } = await import('./sources/directory/open-directory-source.ts');
    return openDirectorySource({ directory: settings.specs.directory, shownAs: shown, elapsed });
  }
  const { ControllerError } = await import('./model/controller-error.ts');
  throw new ControllerError(
    'SPECS_GIT_UNSUPPORTED',
    'specs.git is not supported by this version. Check the branch out yourself and write specs: { directory: … }.',
  );
}

async function openInstallation(settings: Settings, logOptions: LogOptions): Promise<Installation> {
  const { specCacheFile } = await import('./sources/directory/spec-cache-file.ts');
  const source = await openSource(settings);
  const store = await openStore(settings);
  const provider = await openProvider(settings, logOptions).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { concurrency } = settings.reconcile;
  return {
    pass: {
      source,
      provider,
      store,
      specCache: specCacheFile(`${settings.state.url.slice('sqlite:'.length)}.specs.json`),
      now: Date.now,
      hashes,
    },
    rules: {
      installation: settings.installation,
      defaults: settings.defaults,
      planner: {
        templates: settings.hostingPlans,
        safety: settings.safety,
        vmAccess: vmAccessOf(settings.wap),
        shutdownTimeoutMs: settings.shutdownTimeoutMs,
      },
    },
    executor: {
      provider,
      store,
      now: Date.now,
      sleep,
      newId,
      concurrency,
      waitMs: 60_000,
      vmWaitMs: 600_000,
      lookAgainMs: 100,
    },
    lock: () => store.acquireWriterLock({ pid: process.pid, host: process.getBuiltinModule('node:os').hostname() }),
    close: async () => {
      await provider.close();
      await store.close();
    },
  };
}

const workingFolder = `${process.cwd()}${sep}`;

function shown(path: string): string {
  // What lies below, asked for each of ten thousand specs, is a matter of cutting.
  if (path.startsWith(workingFolder)) return path.slice(workingFolder.length);
  const short = relative(process.cwd(), path);
  return short === '' ? '.' : short.startsWith('..') || isAbsolute(short) ? path : short;
}

const doors: CliDoors = {
  env: process.env,
  out: sink(process.stdout, redactor.redact),
  err: sink(process.stderr, redactor.redact),
  ask: (question) => askPerson(question, { input: process.stdin, output: process.stderr }, stopping.signal),
  files: {
    read: async (path) => {
      try {
        return await disk().readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (path, text) => {
      await disk().mkdir(dirname(path), { recursive: true });
      // Never half a file: whoever reads it meanwhile sees the old one or the new one.
      await disk().writeFile(`${path}.part`, text);
      await disk().rename(`${path}.part`, path);
    },
    resolve: (path) => resolve(path),
    relative: shown,
  },
  now: Date.now,
  newId,
  signal: stopping.signal,
  sha256: hashes.sha256,
  redact: redactor.redact,
  every: (ms, tick) => {
    const timer = setInterval(tick, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
  openInstallation,
  openStore,
  loadSnapshot: async (directory) => {
    const { openDirectorySource } = await import('./sources/directory/open-directory-source.ts');
    return openDirectorySource({ directory, shownAs: shown, elapsed }).load(stopping.signal);
  },
  startSimulator: async (choice) => {
    const { openSimulator } = await import('./simulator/open-simulator.ts');
    return openSimulator({ ...choice, dir: resolve(choice.dir), specs: resolve(choice.specs) });
  },
};

const version = '0.1.0';
process.exitCode = await runCli(process.argv.slice(2), doors, version);
