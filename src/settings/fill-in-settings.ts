import { basename, isAbsolute, resolve } from 'node:path';
import type { Allowance, SecretSource, Settings, WapAuthSettings } from '../model/settings.ts';
import { parseDuration } from '../yaml/kinds/duration.ts';
import { parseAllowance } from './kinds/allowance.ts';
import { sqlitePath } from './kinds/state-url.ts';
import type { WrittenAuth, WrittenSettings } from './written-settings.ts';

/** A path of the settings as an absolute one. */
type Resolve = (path: string) => string;

/** The written settings with defaults filled in, units as the program counts, and paths absolute. */
export function fillInSettings(written: WrittenSettings, file: string, baseDir: string): Settings {
  const at: Resolve = (path) => resolve(baseDir, path);
  return {
    file: resolve(baseDir, basename(file)),
    installation: written.installation.toLowerCase(),
    specs: fillInSpecs(written.specs, at),
    wap: fillInWap(written.wap, at),
    hostingPlans: written.hostingPlans,
    defaults: fillInDefaults(written.defaults),
    shutdownTimeoutMs: ms(written.shutdownTimeout, '10m'),
    safety: fillInSafety(written.safety),
    mode: written.mode ?? 'enforce',
    reconcile: {
      intervalMs: ms(written.reconcile?.interval, '5m'),
      concurrency: written.reconcile?.concurrency ?? 8,
      requestsPerSecond: written.reconcile?.requestsPerSecond ?? 50,
    },
    ...fillInDirectory(written.directory, at),
    ...fillInMail(written.mail, at),
    state: {
      url: fillInStateUrl(written.state?.url ?? 'sqlite:./vdc.db', at),
      ...(written.state?.password && { password: secretAt(written.state.password, at) }),
    },
    server: {
      listen: written.server?.listen ?? '127.0.0.1:9090',
      ...(written.server?.token && { token: secretAt(written.server.token, at) }),
      ...(written.server?.webhookSecret && { webhookSecret: secretAt(written.server.webhookSecret, at) }),
    },
  };
}

function fillInSpecs(specs: WrittenSettings['specs'], at: Resolve): Settings['specs'] {
  if (specs?.git === undefined) return { kind: 'directory', directory: at(specs?.directory ?? './specs') };
  const { url, branch = 'main', path = '.', interval, username = 'git', token, ...files } = specs.git;
  const isPath = isAbsolute(url) || url.startsWith('./') || url.startsWith('../');
  return {
    kind: 'git',
    url: isPath ? at(url) : url,
    branch,
    path,
    intervalMs: ms(interval, '1m'),
    ...(token && { username, token: secretAt(token, at) }),
    ...Object.fromEntries(Object.entries(files).map(([key, file]) => [key, at(file)])),
  };
}

function fillInWap({ auth, spf, caFile, ...apis }: WrittenSettings['wap'], at: Resolve): Settings['wap'] {
  return {
    ...apis,
    ...caFileAt(caFile, at),
    auth: fillInAuth(auth, caFile, at),
    ...(spf && { spf: { ...spf, password: secretAt(spf.password, at), ...caFileAt(spf.caFile ?? caFile, at) } }),
  };
}

function fillInAuth(auth: WrittenAuth, wapCaFile: string | undefined, at: Resolve): WapAuthSettings {
  const { password, token, caFile, ...rest } = auth;
  return {
    ...rest,
    ...(password && { password: secretAt(password, at) }),
    ...(token && { token: tokenAt(token, at) }),
    ...caFileAt(caFile ?? wapCaFile, at),
  };
}

function fillInDefaults(defaults: WrittenSettings['defaults']): Settings['defaults'] {
  return {
    ...(defaults?.hostingPlan !== undefined && { hostingPlan: defaults.hostingPlan }),
    onSuspend: defaults?.onSuspend ?? 'shutdown',
    onResume: defaults?.onResume ?? 'previous',
    deletion: {
      policy: defaults?.deletion?.policy ?? 'delete',
      graceMs: ms(defaults?.deletion?.grace, '72h'),
    },
    vms: defaults?.vms ?? 'unlimited',
  };
}

function fillInSafety(safety: WrittenSettings['safety']): Settings['safety'] {
  const suspendsPerDay = parseAllowance(safety?.maxSuspendsPerDay);
  const shrinksPerDay = parseAllowance(safety?.maxShrinksPerDay);
  return {
    maxDeletes: allowance(safety?.maxDeletes, { count: 3 }),
    maxSuspends: allowance(safety?.maxSuspends, { share: 0.25 }),
    maxShrinks: allowance(safety?.maxShrinks, { share: 0.25 }),
    maxDeletesPerDay: allowance(safety?.maxDeletesPerDay, { count: 10 }),
    ...(suspendsPerDay && { maxSuspendsPerDay: suspendsPerDay }),
    ...(shrinksPerDay && { maxShrinksPerDay: shrinksPerDay }),
  };
}

function fillInDirectory(directory: WrittenSettings['directory'], at: Resolve): Pick<Settings, 'directory'> {
  if (directory === undefined) return {};
  const { caFile, password, ...rest } = directory;
  return { directory: { ...rest, password: secretAt(password, at), ...caFileAt(caFile, at) } };
}

function fillInMail(mail: WrittenSettings['mail'], at: Resolve): Pick<Settings, 'mail'> {
  if (mail === undefined) return {};
  const { caFile, password, startTls = 'required', ...rest } = mail.smtp;
  const smtp = {
    ...rest,
    startTls,
    ...(password && { password: secretAt(password, at) }),
    ...caFileAt(caFile, at),
  };
  return {
    mail: {
      smtp,
      from: mail.from,
      ...(mail.templates !== undefined && { templates: at(mail.templates) }),
      language: mail.language ?? 'en',
    },
  };
}

function fillInStateUrl(url: string, at: Resolve): string {
  const path = sqlitePath(url);
  return path === undefined || path === ':memory:' ? url : `sqlite:${at(path)}`;
}

function caFileAt(caFile: string | undefined, at: Resolve): { caFile?: string } {
  return caFile === undefined ? {} : { caFile: at(caFile) };
}

function secretAt(source: SecretSource, at: Resolve): SecretSource {
  return 'file' in source ? { file: at(source.file) } : source;
}

/** A program is looked for in PATH unless it is written as a path. */
function tokenAt(token: NonNullable<WrittenAuth['token']>, at: Resolve): NonNullable<WrittenAuth['token']> {
  if ('file' in token) return { file: at(token.file) };
  const [program = '', ...rest] = token.command;
  return { command: [/^\.{1,2}\//.test(program) ? at(program) : program, ...rest] };
}

function allowance(written: number | string | undefined, fallback: Allowance): Allowance {
  return parseAllowance(written) ?? fallback;
}

function ms(written: string | undefined, fallback: string): number {
  return parseDuration(written ?? fallback) ?? 0;
}
