import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type KeyPair, makeSshKey } from './git-repository.ts';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';

export interface GitOverSsh extends AsyncDisposable {
  /** The repository; its path does not matter, since the key leads to it and nowhere else. */
  readonly url: string;
  readonly key: KeyPair;
  /** A key that the server does not know. */
  readonly stranger: KeyPair;
  readonly knownHostsFile: string;
  /** Names another key than the server has. */
  readonly wrongHostsFile: string;
}

/** An sshd of our own on a free port of 127.0.0.1, its keys in a scratch folder, serving one repository to read. */
export async function startGitOverSsh(folder: string, repository: string): Promise<GitOverSsh> {
  const port = await freePort();
  const [host, key, stranger] = await Promise.all(['host', 'key', 'stranger'].map((name) => makeSshKey(folder, name)));
  if (host === undefined || key === undefined || stranger === undefined) throw new Error('three keys were asked for');
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, `${text}\n`, { mode: 0o600 });
    return path;
  };
  const served = `command="git -c safe.directory=* upload-pack '${repository}'",restrict ${key.publicKey}`;
  const [config, knownHostsFile, wrongHostsFile] = await Promise.all([
    write(
      'sshd_config',
      [
        'ListenAddress 127.0.0.1',
        `Port ${port}`,
        `HostKey ${host.keyFile}`,
        'PidFile none',
        `AuthorizedKeysFile ${await write('authorized_keys', served)}`,
        'StrictModes no',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication no',
        'UsePAM no',
        'PermitRootLogin prohibit-password',
      ].join('\n'),
    ),
    write('known hosts', `[127.0.0.1]:${port} ${host.publicKey}`),
    write('wrong hosts', `[127.0.0.1]:${port} ${stranger.publicKey}`),
  ]);
  // Where sshd, as root, locks itself in before somebody is logged in; its place cannot be moved.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const sshd = await startPeerProcess({
    command: '/usr/sbin/sshd',
    args: ['-D', '-e', '-f', config],
    logFile: join(folder, 'sshd.log'),
    isReady: () => acceptsConnections(port),
  });
  return {
    url: `ssh://${userInfo().username}@127.0.0.1:${port}/specs.git`,
    key,
    stranger,
    knownHostsFile,
    wrongHostsFile,
    [Symbol.asyncDispose]: sshd[Symbol.asyncDispose],
  };
}
