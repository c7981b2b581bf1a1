import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Account } from './auth/accounts.ts';
import { defaultAuthKnobs } from './auth/auth-knobs.ts';
import { ADMIN_REALM } from './admin-api/admin-site.ts';
import { defaultAccounts, MAIL_ACCOUNT } from './default-accounts.ts';
import { DOMAIN } from './directory/domain.ts';
import { SPF_VMM } from './spf/spf-groups.ts';
import { parseSimulateOptions, type SimulateChoice } from './simulate-options.ts';
import { startSimulator, type Simulator } from './start-simulator.ts';
import { restoreAuthority, serialiseAuthority, type Authority } from './tls/authority.ts';
import { writeSettings } from './write-settings.ts';

/** A simulator with a folder of its own, as `vdc simulate` and `npm start` have it. */
export interface OpenSimulator {
  /** Lines for a person: where everything is, and how to log in. */
  readonly describe: () => string;
  /** The settings file that was written for it, absolute. */
  readonly settingsFile: string;
  /** What its settings expect in the environment: nothing, for they read files. */
  readonly environment: Readonly<Record<string, string>>;
  /** What its mail catcher took since it was started, the oldest first; of the mails' text nothing. */
  readonly mails: () => readonly { readonly to: string; readonly subject: string }[];
  readonly stop: () => Promise<void>;
}

const DAY_MS = 86_400_000;

/**
 * Starts it with what an earlier start left in `dir` (absolute): its authority, its world, its installation id. Writes
 * ca.pem, authority.pem, world.json, vdc.yaml, password, spf-password, mail-password with the mail catcher and, in mode token,
 * token. Throws, naming every wrong option.
 */
export async function openSimulator(choice: SimulateChoice): Promise<OpenSimulator> {
  const { options, problems } = parseSimulateOptions(choice);
  if (problems.length > 0)
    throw new Error(
      `vdc simulate cannot start like this:\n  ${problems.join('\n  ')}\ndocs/simulator.md lists what there is.`,
    );
  const { dir } = choice;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const at = (name: string): string => join(dir, name);
  const accounts = defaultAccounts();
  const account = accounts[0];
  const spfAccount = accounts.find(({ groups }) => groups?.includes(SPF_VMM));
  if (account === undefined || spfAccount === undefined) throw new Error('The simulator has no accounts.');
  const authKnobs = defaultAuthKnobs();
  // The tenant site issues for the Admin API only where an installation was changed so; mode membership needs that.
  if (options.auth === 'membership') authKnobs.tenant.adminSite = 'granted';
  const kept = await readIfThere(at('authority.pem'));
  const authority = kept === null ? {} : { authority: restoreAuthority(kept) };
  const simulator = await startSimulator({
    ...options,
    ...authority,
    accounts,
    authKnobs,
    worldFile: at('world.json'),
  });
  try {
    await writeTrust(simulator.authority, at);
    await writeWhole(at('password'), account.password, 0o600);
    await writeWhole(at('spf-password'), spfAccount.password, 0o600);
    if (options.mail) await writeWhole(at('mail-password'), MAIL_ACCOUNT.password, 0o600);
    if (options.auth === 'token')
      await writeWhole(
        at('token'),
        simulator.mint.issue({ upn: account.upn, realm: ADMIN_REALM, lifetimeMs: 30 * DAY_MS }).jwt,
        0o600,
      );
    const settingsFile = at('vdc.yaml');
    const installation = (await keptInstallation(settingsFile)) ?? randomUUID();
    const specs = relative(dir, choice.specs) || '.';
    const { auth, access } = options;
    const logins = { account, spfAccount, mailAccount: MAIL_ACCOUNT };
    const settings = { installation, urls: simulator.urls, auth, access, ...logins, specs };
    await writeWhole(settingsFile, writeSettings(settings), 0o644);
    const describe = (): string => describeSimulator(simulator, { ...account }, { ...spfAccount });
    const mails = () => simulator.mails.list().map(({ to, subject }) => ({ to: to.join(', '), subject }));
    return { describe, settingsFile, environment: {}, mails, stop: () => simulator.stop() };
  } catch (error) {
    await simulator.stop();
    throw error;
  }
}

async function writeTrust(authority: Authority, at: (name: string) => string): Promise<void> {
  await writeWhole(at('authority.pem'), serialiseAuthority(authority), 0o600);
  await writeWhole(at('ca.pem'), authority.certificatePem, 0o644);
}

/** The identity of everything the controller made in this world: it must outlive a restart as the world does. */
async function keptInstallation(file: string): Promise<string | null> {
  const text = await readIfThere(file);
  return /^installation: ([0-9a-f-]{36})$/m.exec(text ?? '')?.[1] ?? null;
}

type Login = Pick<Account, 'domain' | 'username' | 'password'>;

function describeSimulator(
  { urls, controlToken }: Simulator,
  { domain, username, password }: Login,
  spf: Login,
): string {
  return [
    `Admin API     ${urls.adminApi}`,
    `tenant API    ${urls.tenantApi}`,
    `token sites   ${urls.windowsAuth} (Windows)  ${urls.tenantAuth} (tenant)  ${urls.adfs} (AD FS)`,
    `log in as     ${domain}\\${username} with ${password}`,
    `SPF           ${urls.spf}  log in as ${spf.domain}\\${spf.username} with ${spf.password}`,
    ...(urls.directory === undefined
      ? []
      : [`directory     ${urls.directory}  bind as CN=${username},${DOMAIN.serviceOu} with ${password}`]),
    ...(urls.mail === undefined
      ? []
      : [`mail          ${urls.mail}  STARTTLS, log in as ${MAIL_ACCOUNT.username} with ${MAIL_ACCOUNT.password}`]),
    `control page  ${urls.control}  token ${controlToken}`,
  ].join('\n');
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  await writeFile(`${file}.new`, text, { mode });
  await rename(`${file}.new`, file);
}
