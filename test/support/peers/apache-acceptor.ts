import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerCertificate } from './certificates.ts';
import { freePort } from './free-port.ts';
import { writeNtlmUserFile } from './ntlm-user-file.ts';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';

export interface ApacheAcceptor extends AsyncDisposable {
  /** Says `hello ntlm` and the user in `x-user`. */
  readonly url: string;
}

/** Apache with mod_auth_gssapi and gss-ntlmssp: Negotiate and NTLM, the login bound to the connection. */
export async function startApacheAcceptor(folder: string, tls: ServerCertificate): Promise<ApacheAcceptor> {
  const port = await freePort();
  const site = join(folder, 'www/ntlm');
  await mkdir(site, { recursive: true });
  await writeFile(join(site, 'index.html'), 'hello ntlm\n');
  await chmod(folder, 0o755); // Apache's workers run as www-data
  const config = join(folder, 'apache.conf');
  await writeFile(config, await configText(folder, port, tls));
  const apache = await startPeerProcess({
    command: 'apache2',
    args: ['-d', folder, '-f', config, '-DFOREGROUND'],
    env: { NTLM_USER_FILE: await writeNtlmUserFile(folder) },
    logFile: join(folder, 'apache-error.log'),
    isReady: () => acceptsConnections(port),
  });
  return { url: `https://localhost:${port}/ntlm/`, [Symbol.asyncDispose]: apache[Symbol.asyncDispose] };
}

async function configText(folder: string, port: number, tls: ServerCertificate): Promise<string> {
  const modules = '/usr/lib/apache2/modules';
  const present = new Set(await readdir(modules));
  const wanted = ['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'dir', 'headers', 'ssl', 'auth_gssapi'];
  return [
    ...wanted
      .filter((name) => present.has(`mod_${name}.so`))
      .map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`),
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    `ServerRoot ${folder}`,
    `PidFile ${folder}/apache.pid`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    `ErrorLog ${folder}/apache-error.log`,
    'LogLevel info auth_gssapi:debug',
    'KeepAlive On',
    'KeepAliveTimeout 30',
    'MaxKeepAliveRequests 0',
    `DocumentRoot ${folder}/www`,
    'SSLEngine on',
    `SSLCertificateFile ${tls.certFile}`,
    `SSLCertificateKeyFile ${tls.keyFile}`,
    '<Location /ntlm>',
    '  AuthType GSSAPI',
    '  AuthName NTLM',
    '  GssapiAllowedMech ntlmssp',
    '  GssapiConnectionBound On',
    '  Require valid-user',
    '  Header always set X-User expr=%{REMOTE_USER}',
    '</Location>',
    '',
  ].join('\n');
}
