import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, copyFile, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueCertificate, makeAuthority } from './certificates.ts';
import { LEAST_RIGHTS, sddlOf, type Right } from './least-rights.ts';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';
import { makeScratchFolder } from './scratch-folder.ts';

const run = promisify(execFile);

export const DOMAIN = 'DC=corp,DC=example';
export const TENANTS = `OU=Tenants,${DOMAIN}`;
export const OTHER = `OU=Other,${DOMAIN}`;
/** The account of the controller, and the only one that can do everything. */
export const SERVICE = { dn: `CN=svc-vdc,CN=Users,${DOMAIN}`, password: 'Svc-Passw0rd-1' } as const;
export const ADMINISTRATOR = { dn: `CN=Administrator,CN=Users,${DOMAIN}`, password: 'Adm1n-Passw0rd!' } as const;

export interface SambaDirectory extends AsyncDisposable {
  /** A loopback address of its own: Samba's ports cannot be moved. */
  readonly host: string;
  readonly url: string;
  /** PEM of the authority that signed its certificate, which names this host, 127.0.0.1 and dc1.corp.example. */
  readonly ca: string;
  /** `samba-tool` on this domain, while it runs. */
  tool(...args: readonly string[]): Promise<string>;
}

export interface DirectoryWish {
  /** What svc-vdc may do in OU=Tenants. */
  readonly rights?: readonly Right[];
}

/**
 * A real Active Directory domain controller with LDAPS, two OUs and a service account with the rights of docs/permissions.md. Made
 * once per Samba version and kept in the temp folder (14 s), then copied for each suite (1 s).
 */
export async function startSambaDirectory(wish: DirectoryWish = {}): Promise<SambaDirectory> {
  const scratch = await makeScratchFolder('ad');
  const folder = join(scratch.path, 'dc');
  const host = loopbackAddress();
  await cp(await provisionedFolder(), folder, { recursive: true, preserveTimestamps: true });
  await writeConfig(folder, host);
  const authority = await makeAuthority(join(folder, 'tls'));
  const subjectAltName = `DNS:dc1.corp.example,IP:${host},IP:127.0.0.1`;
  const certificate = await issueCertificate(authority, { name: 'dc1', subjectAltName });
  await copyFile(certificate.keyFile, join(folder, 'tls/server.key'));
  await copyFile(certificate.certFile, join(folder, 'tls/server.pem'));
  const tool = (...args: readonly string[]): Promise<string> => runTool(folder, args);
  const shown = await tool('user', 'show', 'svc-vdc', '--attributes=objectSid');
  const sid = /^objectSid: (\S+)/m.exec(shown)?.[1] ?? '';
  const entries = (wish.rights ?? LEAST_RIGHTS).map((right) => sddlOf(right, sid));
  await tool('dsacl', 'set', `--objectdn=${TENANTS}`, `--sddl=${entries.join('')}`);
  const samba = await startPeerProcess({
    command: 'samba',
    args: [
      '--foreground',
      '--no-process-group',
      '--model=single',
      `--configfile=${join(folder, 'etc/smb.conf')}`,
      '--debug-stdout',
    ],
    logFile: join(folder, 'log/stdout'),
    isReady: () => acceptsConnections(636, host),
  });
  return {
    host,
    url: `ldaps://${host}`,
    ca: authority.ca,
    tool,
    [Symbol.asyncDispose]: async () => {
      await samba[Symbol.asyncDispose]();
      await scratch[Symbol.asyncDispose]();
    },
  };
}

function loopbackAddress(): string {
  const part = (): number => 2 + Math.floor(Math.random() * 250);
  return `127.${part()}.${part()}.${part()}`;
}

async function provisionedFolder(): Promise<string> {
  const { stdout: version } = await run('samba', ['--version']);
  const recipe = await readFile(new URL(import.meta.url), 'utf8');
  const key = createHash('sha256').update(version).update(recipe).digest('hex').slice(0, 12);
  const kept = join(tmpdir(), `vdc-ad-${key}`);
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
    `--adminpass=${ADMINISTRATOR.password}`,
    '--host-name=dc1',
    '--host-ip=127.0.0.11',
    '--use-rfc2307',
    '--option=interfaces=127.0.0.11',
    '--option=bind interfaces only=yes',
  ]);
  await writeConfig(folder, '127.0.0.11');
  for (const ou of [TENANTS, OTHER]) await runTool(folder, ['ou', 'create', ou]);
  await runTool(folder, ['user', 'create', 'svc-vdc', SERVICE.password]);
}

async function runTool(folder: string, args: readonly string[]): Promise<string> {
  const where = ['-H', join(folder, 'private/sam.ldb'), `--configfile=${join(folder, 'etc/smb.conf')}`];
  const { stdout } = await run('samba-tool', [...args, ...where]);
  return stdout;
}

async function writeConfig(folder: string, ip: string): Promise<void> {
  for (const name of ['run', 'log', 'tls']) await mkdir(join(folder, name), { recursive: true });
  const lines = [
    'realm = CORP.EXAMPLE',
    'workgroup = CORP',
    'netbios name = DC1',
    'server role = active directory domain controller',
    'server services = ldap',
    `interfaces = ${ip}/8`, // without the mask Samba finds no interface and does not listen
    'bind interfaces only = yes',
    `private dir = ${folder}/private`,
    `lock directory = ${folder}`,
    `state directory = ${folder}/state`,
    `cache directory = ${folder}/cache`,
    `binddns dir = ${folder}/bind-dns`,
    `pid directory = ${folder}/run`,
    `ncalrpc dir = ${folder}/run/ncalrpc`,
    `winbindd socket directory = ${folder}/run/winbindd`,
    `ntp signd socket directory = ${folder}/run/ntp`,
    `log file = ${folder}/log/log.%m`,
    'tls enabled = yes',
    `tls keyfile = ${folder}/tls/server.key`,
    `tls certfile = ${folder}/tls/server.pem`,
    `tls cafile = ${folder}/tls/ca.pem`,
    'ldb:nosync = yes', // a domain that is thrown away need not reach the disk
    'old password allowed period = 0', // or the old password binds for an hour after a reset
    'load printers = no',
    'disable spoolss = yes',
  ];
  const shares = [
    `[sysvol]\n  path = ${folder}/state/sysvol\n  read only = no`,
    `[netlogon]\n  path = ${folder}/state/sysvol/corp.example/scripts\n  read only = no`,
  ];
  await writeFile(join(folder, 'etc/smb.conf'), `[global]\n  ${lines.join('\n  ')}\n${shares.join('\n')}\n`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
