import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startCannedServer, type CannedAnswer, type CannedServer } from '../canned-server.ts';
import { NTLM_LINES } from './apache-acceptor.ts';
import { startApache } from './apache-process.ts';
import type { ServerCertificate } from './certificates.ts';
import { FILE_USERS, writeNtlmUserFile } from './ntlm-user-file.ts';

const run = promisify(execFile);

/** One request as Apache saw it. */
export interface SeenByApache {
  /** The port it came from, which tells one connection from another. */
  readonly connection: string;
  readonly status: number;
  readonly method: string;
}

export interface ApacheBeforeSpf extends AsyncDisposable {
  readonly url: string;
  /** What stands behind the login: it gets only what Apache lets through, with the user in `x-user`. */
  readonly behind: CannedServer;
  /** All requests so far, refused ones and the steps of logins among them, once there are `count`. */
  seen(count: number): Promise<readonly SeenByApache[]>;
  /** From now on nobody gets in any more who is not in already. */
  forgetUsers(): Promise<void>;
}

/**
 * Apache that lets in by NTLM (also inside Negotiate) or Basic, and passes on what it let in: an SPF site in small. It
 * closes a connection after `requestsPerConnection`, those of a login included, at least 2; 0: never.
 */
export async function startApacheBeforeSpf(
  folder: string,
  tls: ServerCertificate,
  scheme: 'ntlm' | 'basic',
  answer: CannedAnswer,
  requestsPerConnection = 0,
): Promise<ApacheBeforeSpf> {
  const peers = new AsyncDisposableStack();
  const behind = peers.use(await startCannedServer(answer));
  const log = join(folder, 'access.log');
  const apache = peers.use(
    await startApache({
      folder,
      tls,
      modules: ['auth_gssapi', 'auth_basic', 'authn_file', 'proxy', 'proxy_http', 'log_config'],
      env: { NTLM_USER_FILE: await writeNtlmUserFile(folder) },
      lines: [
        // Apache does not count the first.
        `MaxKeepAliveRequests ${Math.max(0, requestsPerConnection - 1)}`,
        'LogFormat "%{remote}p %>s %m" seen',
        `CustomLog ${log} seen`,
        'SSLProxyEngine On',
        'SSLProxyCheckPeerName Off',
        '<Location />',
        ...(scheme === 'ntlm' ? NTLM_LINES : await basicLines(folder)),
        '  RequestHeader set X-User expr=%{REMOTE_USER}',
        `  ProxyPass ${behind.url}/ retry=0`,
        '</Location>',
      ],
    }),
  );
  return {
    url: `https://localhost:${apache.port}`,
    behind,
    async seen(count) {
      for (let tries = 0; ; tries += 1) {
        const lines = (await readFile(log, 'utf8')).split('\n').slice(0, -1);
        // Apache writes its log after the answer has left.
        if (lines.length >= count || tries === 100) return lines.map(readLine);
        await pause(20);
      }
    },
    async forgetUsers() {
      for (const name of ['basic-users', 'users']) await writeFile(join(folder, name), 'CORP:bob:x\n');
    },
    [Symbol.asyncDispose]: () => peers.disposeAsync(),
  };
}

function readLine(line: string): SeenByApache {
  const [connection = '', status = '', method = ''] = line.split(' ');
  return { connection, status: Number(status), method };
}

async function basicLines(folder: string): Promise<readonly string[]> {
  const file = join(folder, 'basic-users');
  const users = FILE_USERS.map(async ({ username, password }) => {
    const { stdout } = await run('openssl', ['passwd', '-apr1', password]);
    return `CORP\\${username}:${stdout.trim()}\n`;
  });
  await writeFile(file, (await Promise.all(users)).join(''));
  await chmod(file, 0o644);
  return [
    '  AuthType Basic',
    '  AuthName SPF',
    '  AuthBasicProvider file',
    `  AuthUserFile ${file}`,
    '  Require valid-user',
  ];
}
