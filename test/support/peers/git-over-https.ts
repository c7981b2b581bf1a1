import { execFile } from 'node:child_process';
import { chmod, chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startApache } from './apache-process.ts';
import type { ServerCertificate } from './certificates.ts';

const run = promisify(execFile);

/** The one login that is let in. */
export const HTTPS_LOGIN = { username: 'vdc', token: 't0ken-Über-$ecret' } as const;

export interface GitOverHttps extends AsyncDisposable {
  /** `…/` and the name of a bare repository of the folder. */
  readonly url: string;
}

/** Apache with `git http-backend`: the bare repositories of a folder over HTTPS, behind a user name and a token. */
export async function startGitOverHttps(
  folder: string,
  repositories: string,
  tls: ServerCertificate,
): Promise<GitOverHttps> {
  const backend = join((await run('git', ['--exec-path'])).stdout.trim(), 'git-http-backend');
  const { stdout: hash } = await run('openssl', ['passwd', '-apr1', HTTPS_LOGIN.token]);
  const users = join(folder, 'users');
  await writeFile(users, `${HTTPS_LOGIN.username}:${hash}`, { mode: 0o644 });
  await chmod(repositories, 0o755);
  if (process.getuid?.() === 0) await chown(folder, 0, 0);
  const apache = await startApache({
    folder,
    tls,
    modules: ['alias', 'env', 'cgid', 'auth_basic', 'authn_file'],
    lines: [
      `ScriptSock ${folder}/cgid.sock`,
      `SetEnv GIT_PROJECT_ROOT ${repositories}`,
      'SetEnv GIT_HTTP_EXPORT_ALL 1',
      // The repositories are the author's, not the server's.
      'SetEnv GIT_CONFIG_COUNT 1',
      'SetEnv GIT_CONFIG_KEY_0 safe.directory',
      'SetEnv GIT_CONFIG_VALUE_0 *',
      'Redirect 302 /moved/ /git/',
      `ScriptAlias /git/ ${backend}/`,
      '<Location />',
      '  AuthType Basic',
      '  AuthName git',
      '  AuthBasicProvider file',
      `  AuthUserFile ${users}`,
      '  Require valid-user',
      '</Location>',
    ],
  });
  return { url: `https://localhost:${apache.port}/git`, [Symbol.asyncDispose]: apache[Symbol.asyncDispose] };
}
