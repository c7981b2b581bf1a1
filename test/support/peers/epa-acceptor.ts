import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServerCertificate } from './certificates.ts';
import { freePort } from './free-port.ts';
import { writeNtlmUserFile } from './ntlm-user-file.ts';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';

export interface EpaAcceptor extends AsyncDisposable {
  /** Says `hello DOMAIN\user`. */
  readonly url: string;
}

/**
 * gss-ntlmssp behind HTTPS that checks the channel binding ("Extended Protection"). A wrong binding is a 401; an absent one is let
 * through, which Windows under "require" would not do.
 */
export async function startEpaAcceptor(folder: string, tls: ServerCertificate): Promise<EpaAcceptor> {
  const port = await freePort();
  const acceptor = await startPeerProcess({
    command: '/usr/bin/python3',
    args: [fileURLToPath(new URL('epa_acceptor.py', import.meta.url)), tls.certFile, tls.keyFile, String(port)],
    // Without an UTF-8 locale gss-ntlmssp refuses names beyond ASCII.
    env: { NTLM_USER_FILE: await writeNtlmUserFile(folder), LANG: 'C.UTF-8' },
    logFile: join(folder, 'epa.log'),
    isReady: () => acceptsConnections(port),
  });
  return { url: `https://localhost:${port}/`, [Symbol.asyncDispose]: acceptor[Symbol.asyncDispose] };
}
