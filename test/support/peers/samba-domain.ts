import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';
import { makeScratchFolder } from './scratch-folder.ts';

const run = promisify(execFile);

/** Accounts of the domain CORP, besides Administrator. */
export const DOMAIN_USERS = [
  { username: 'svc-vdc', password: 'Svc-Passw0rd-1' },
  { username: 'ünï', password: 'pässwörd€-1A' },
] as const;

export interface SambaDomain extends AsyncDisposable {
  readonly netbios: 'CORP';
  readonly realm: 'CORP.EXAMPLE';
  /** The command line of Samba's NTLM checker for this domain (`squid-2.5-ntlmssp`: a line in, a line out). */
  readonly ntlmAuth: readonly string[];
}

/**
 * A real Active Directory domain controller with winbindd, all state in a scratch folder. Made once per Samba version and kept
 * in the temp folder (8 s), then copied for each run.
 *
 * libwbclient looks for winbindd in /run/samba and nowhere else: the controller gets a mount namespace with a /run/samba of
 * its own, so that several can run on one machine and no installed one is disturbed.
 */
export async function startSambaDomain(): Promise<SambaDomain> {
  const scratch = await makeScratchFolder('dc');
  const folder = join(scratch.path, 'dc');
  const ip = loopbackAddress();
  await cp(await provisionedFolder(), folder, { recursive: true, preserveTimestamps: true });
  await writeConfig(folder, ip);
  const config = join(folder, 'etc/smb.conf');
  const inNamespaceOf = (pid: number): readonly string[] => ['nsenter', '-t', String(pid), '-m'];
  const isReady = async (pid: number): Promise<boolean> =>
    (await acceptsConnections(636, ip)) && (await succeeds([...inNamespaceOf(pid), 'wbinfo', '--ping']));
  const samba = await startPeerProcess({
    command: 'unshare',
    args: [
      '--mount',
      'sh',
      '-c',
      'mkdir -p /run/samba && mount -t tmpfs tmpfs /run/samba && exec "$@"',
      'sh',
      'samba',
      '--foreground',
      '--no-process-group',
      '--model=single',
      `--configfile=${config}`,
      '--debug-stdout',
    ],
    logFile: join(folder, 'log/stdout'),
    isReady,
  });
  return {
    netbios: 'CORP',
    realm: 'CORP.EXAMPLE',
    ntlmAuth: [
      ...inNamespaceOf(samba.pid),
      'ntlm_auth',
      `--configfile=${config}`,
      '--helper-protocol=squid-2.5-ntlmssp',
    ],
    [Symbol.asyncDispose]: async () => {
      await samba[Symbol.asyncDispose]();
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** Samba's ports cannot be moved, so each controller listens on a loopback address of its own. */
function loopbackAddress(): string {
  const part = (): number => 2 + Math.floor(Math.random() * 250);
  return `127.${part()}.${part()}.${part()}`;
}

async function provisionedFolder(): Promise<string> {
  const { stdout: version } = await run('samba', ['--version']);
  const recipe = await readFile(new URL(import.meta.url), 'utf8');
  const key = createHash('sha256').update(version).update(recipe).digest('hex').slice(0, 12);
  const kept = join(tmpdir(), `vdc-samba-${key}`);
  if (await exists(kept)) return kept;
  const fresh = await makeScratchFolder('prov');
  const folder = join(fresh.path, 'dc');
  await provision(folder);
  // Renamed as a whole: whoever finds it finds it finished. A second run that was as fast loses, and uses the first one's.
  await rename(folder, kept).catch(() => undefined);
  await rm(fresh.path, { recursive: true, force: true });
  return kept;
}

async function provision(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run('samba-tool', [
    'domain',
    'provision',
    `--targetdir=${folder}`,
    '--realm=CORP.EXAMPLE',
    '--domain=CORP',
    '--server-role=dc',
    '--dns-backend=NONE',
    '--adminpass=Adm1n-Passw0rd!',
    '--host-name=dc1',
    '--host-ip=127.0.0.11',
    '--use-rfc2307',
    '--option=interfaces=127.0.0.11',
    '--option=bind interfaces only=yes',
  ]);
  await writeConfig(folder, '127.0.0.11');
  for (const { username, password } of DOMAIN_USERS) {
    await run('samba-tool', [
      'user',
      'create',
      username,
      password,
      '-H',
      join(folder, 'private/sam.ldb'),
      `--configfile=${join(folder, 'etc/smb.conf')}`,
    ]);
  }
}

async function writeConfig(folder: string, ip: string): Promise<void> {
  await mkdir(join(folder, 'run'), { recursive: true });
  await mkdir(join(folder, 'log'), { recursive: true });
  const lines = [
    'realm = CORP.EXAMPLE',
    'workgroup = CORP',
    'netbios name = DC1',
    'server role = active directory domain controller',
    'server services = rpc, ldap, kdc, winbindd',
    'dcerpc endpoint servers = epmapper, samr, netlogon, lsarpc, drsuapi, wkssvc',
    `interfaces = ${ip}/8`, // without the mask Samba finds no interface and does not listen
    'bind interfaces only = yes',
    `private dir = ${folder}/private`,
    `lock directory = ${folder}`,
    `state directory = ${folder}/state`,
    `cache directory = ${folder}/cache`,
    `binddns dir = ${folder}/bind-dns`,
    `pid directory = ${folder}/run`,
    `ncalrpc dir = ${folder}/run/ncalrpc`,
    'winbindd socket directory = /run/samba/winbindd',
    `ntp signd socket directory = ${folder}/run/ntp`,
    `nmbd:socket dir = ${folder}/run/nmbd`,
    `log file = ${folder}/log/log.%m`,
    'ntlm auth = ntlmv2-only',
    'load printers = no',
    'disable spoolss = yes',
  ];
  const shares = [
    `[sysvol]\n  path = ${folder}/state/sysvol\n  read only = no`,
    `[netlogon]\n  path = ${folder}/state/sysvol/corp.example/scripts\n  read only = no`,
  ];
  await writeFile(join(folder, 'etc/smb.conf'), `[global]\n  ${lines.join('\n  ')}\n${shares.join('\n')}\n`);
}

async function succeeds([command = '', ...args]: readonly string[]): Promise<boolean> {
  return run(command, args).then(
    () => true,
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
