import { execFile } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file's text; a link; or null for a file that is removed. */
export type Change = string | { readonly link: string } | null;

export interface GitRepository {
  /** The bare repository, as a path: what a server serves. */
  readonly path: string;
  /** Commits on top of where the author stands, pushes unless told otherwise, and returns the commit. */
  commit(changes: Readonly<Record<string, Change>>, how?: CommitWish): Promise<string>;
  /** Takes the author back to a commit without a word to the server. */
  goBack(commit: string): Promise<void>;
  push(): Promise<void>;
  /** Whatever else git does, in the author's folder. */
  git(...args: readonly string[]): Promise<string>;
  /** The same in the bare repository. */
  atServer(...args: readonly string[]): Promise<string>;
}

export interface CommitWish {
  readonly signedBy?: string;
  readonly isPushed?: boolean;
}

const env = {
  PATH: process.env.PATH ?? '',
  LC_ALL: 'C',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Jo',
  GIT_AUTHOR_EMAIL: 'jo@provider.example',
  GIT_COMMITTER_NAME: 'Jo',
  GIT_COMMITTER_EMAIL: 'jo@provider.example',
};

/** A real repository with one branch, and an author who works on it elsewhere. Needs the package `git`. */
export async function makeGitRepository(folder: string, branch = 'main'): Promise<GitRepository> {
  const path = join(folder, 'specs.git');
  const work = join(folder, 'work');
  const git = async (...args: readonly string[]): Promise<string> =>
    (await run('git', ['-C', work, ...args], { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  const atServer = async (...args: readonly string[]): Promise<string> =>
    (await run('git', ['--git-dir', path, ...args], { env })).stdout.trim();
  await run('git', ['init', '--quiet', '--bare', `--initial-branch=${branch}`, path], { env });
  await run('git', ['init', '--quiet', `--initial-branch=${branch}`, work], { env });
  await git('remote', 'add', 'origin', path);
  const push = async (): Promise<void> => void (await git('push', '--quiet', '--force', 'origin', `HEAD:${branch}`));
  return {
    path,
    git,
    atServer,
    push,
    async commit(changes, { signedBy, isPushed = true } = {}) {
      for (const [name, change] of Object.entries(changes)) await make(join(work, name), change);
      await git('add', '--all');
      const signing =
        signedBy === undefined ? [] : ['-c', 'gpg.format=ssh', '-c', `user.signingKey=${signedBy}`, 'commit', '-S'];
      await git(...(signedBy === undefined ? ['commit'] : signing), '--quiet', '--allow-empty', '-m', 'change');
      if (isPushed) await push();
      return git('rev-parse', 'HEAD');
    },
    async goBack(commit) {
      await git('reset', '--quiet', '--hard', commit);
    },
  };
}

async function make(path: string, change: Change): Promise<void> {
  await rm(path, { recursive: true, force: true });
  if (change === null) return;
  await mkdir(dirname(path), { recursive: true });
  if (typeof change === 'string') await writeFile(path, change);
  else await symlink(change.link, path);
}

export interface KeyPair {
  readonly keyFile: string;
  /** `ssh-ed25519 AAAA…` */
  readonly publicKey: string;
}

/** A key as ssh-keygen makes it, without a passphrase. */
export async function makeSshKey(folder: string, name: string): Promise<KeyPair> {
  const keyFile = join(folder, name);
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', keyFile]);
  const { stdout } = await run('ssh-keygen', ['-y', '-f', keyFile]);
  return { keyFile, publicKey: stdout.trim().split(' ').slice(0, 2).join(' ') };
}
