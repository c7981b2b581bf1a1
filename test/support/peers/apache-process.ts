import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerCertificate } from './certificates.ts';
import { freePort } from './free-port.ts';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';

export interface ApacheSite {
  readonly folder: string;
  readonly tls: ServerCertificate;
  /** Without `mod_`; what this Apache has built in is left out. */
  readonly modules: readonly string[];
  /** Its part of the configuration. */
  readonly lines: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface ApacheProcess extends AsyncDisposable {
  readonly port: number;
}

/** Apache with one TLS site on a free port of 127.0.0.1, in the foreground; its log is `apache-error.log` of the folder. */
export async function startApache({ folder, tls, modules, lines, env = {} }: ApacheSite): Promise<ApacheProcess> {
  const port = await freePort();
  await chmod(folder, 0o755); // Apache's workers run as www-data
  const config = join(folder, 'apache.conf');
  const installed = '/usr/lib/apache2/modules';
  const present = new Set(await readdir(installed));
  const text = [
    ...['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'headers', 'ssl', ...modules]
      .filter((name) => present.has(`mod_${name}.so`))
      .map((name) => `LoadModule ${name}_module ${installed}/mod_${name}.so`),
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    `ServerRoot ${folder}`,
    `PidFile ${folder}/apache.pid`,
    'ServerName localhost',
    `Listen 127.0.0.1:${port}`,
    `ErrorLog ${folder}/apache-error.log`,
    'KeepAlive On',
    'KeepAliveTimeout 30',
    'MaxKeepAliveRequests 0',
    'SSLEngine on',
    `SSLCertificateFile ${tls.certFile}`,
    `SSLCertificateKeyFile ${tls.keyFile}`,
    ...lines,
    '',
  ];
  await writeFile(config, text.join('\n'));
  const apache = await startPeerProcess({
    command: 'apache2',
    args: ['-d', folder, '-f', config, '-DFOREGROUND'],
    env,
    logFile: join(folder, 'apache-error.log'),
    isReady: () => acceptsConnections(port),
  });
  return { port, [Symbol.asyncDispose]: apache[Symbol.asyncDispose] };
}
