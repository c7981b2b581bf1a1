import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startApache } from './apache-process.ts';
import type { ServerCertificate } from './certificates.ts';
import { writeNtlmUserFile } from './ntlm-user-file.ts';

export interface ApacheAcceptor extends AsyncDisposable {
  /** Says `hello ntlm` and the user in `x-user`. */
  readonly url: string;
}

/** What makes a place of Apache ask for NTLM, also inside Negotiate, the login bound to the connection. */
export const NTLM_LINES: readonly string[] = [
  '  AuthType GSSAPI',
  '  AuthName NTLM',
  '  GssapiAllowedMech ntlmssp',
  '  GssapiConnectionBound On',
  '  Require valid-user',
];

/** Apache with mod_auth_gssapi and gss-ntlmssp: Negotiate and NTLM, the login bound to the connection. */
export async function startApacheAcceptor(folder: string, tls: ServerCertificate): Promise<ApacheAcceptor> {
  const site = join(folder, 'www/ntlm');
  await mkdir(site, { recursive: true });
  await writeFile(join(site, 'index.html'), 'hello ntlm\n');
  const apache = await startApache({
    folder,
    tls,
    modules: ['dir', 'auth_gssapi'],
    env: { NTLM_USER_FILE: await writeNtlmUserFile(folder) },
    lines: [
      'LogLevel info auth_gssapi:debug',
      `DocumentRoot ${folder}/www`,
      '<Location /ntlm>',
      ...NTLM_LINES,
      '  Header always set X-User expr=%{REMOTE_USER}',
      '</Location>',
    ],
  });
  return { url: `https://localhost:${apache.port}/ntlm/`, [Symbol.asyncDispose]: apache[Symbol.asyncDispose] };
}
