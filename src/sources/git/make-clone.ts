import { lstat, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { getuid } from 'node:process';
import { ControllerError } from '../../model/controller-error.ts';
import { branchGone, type Failed } from './explain-failure.ts';
import { fetchArguments, TIP } from './fetch-arguments.ts';
import type { GitAnswer } from './run-git.ts';

export interface NewClone {
  readonly folder: string;
  /** What is written into it at the very end: whoever finds it finds it whole, and of this branch. */
  readonly source: string;
  readonly url: string;
  readonly branch: string;
  readonly run: (args: readonly string[]) => Promise<GitAnswer>;
  readonly told: (verb: string, answer: GitAnswer) => ControllerError;
  readonly failed: () => Failed;
}

/** A new clone in the place of whatever is there, whole or not at all. Holds the newest commit of the branch and no other. */
export async function makeClone(wanted: NewClone, signal: AbortSignal): Promise<void> {
  const { folder, source, url, branch } = wanted;
  const say = async (verb: string, args: readonly string[], before: readonly string[] = []): Promise<string> => {
    const answer = await wanted.run([...before, verb, ...args]);
    if (answer.code !== 0) throw wanted.told(verb, answer);
    return answer.out.toString();
  };
  const [newest = ''] = (await say('ls-remote', ['--quiet', '--', url, `refs/heads/${branch}`])).split('\t');
  if (newest === '') throw branchGone(wanted.failed());
  const beside = await freshFolder(folder);
  try {
    await say('init', ['--quiet', '--bare', '--template=', `--object-format=${formatOf(newest)}`, beside]);
    const inside = ['--git-dir', beside];
    const [fetch, ...rest] = fetchArguments(url, { from: `refs/heads/${branch}`, to: TIP, more: ['--depth=1'] });
    await say(fetch, rest, inside);
    await say('config', ['--local', 'vdc.source', source], inside);
    await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
  } catch (cause) {
    await rm(beside, { recursive: true, force: true });
    throw cause instanceof ControllerError || signal.aborted ? cause : unwritable(folder, cause);
  }
}

/** Whether a clone that is found there may be believed: nobody else could have put something into it. */
export async function isOwnFolder(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || !found.isDirectory()) return false;
  const uid = getuid?.();
  return uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0);
}

async function freshFolder(folder: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true });
    // Readable by its owner only.
    return await mkdtemp(`${folder}.new-`);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

function unwritable(folder: string, cause: unknown): ControllerError {
  return new ControllerError(
    'SPECS_CLONE_UNWRITABLE',
    `The clone of the specs cannot be kept in ${folder}. Make room, and let the folder be writable for this user.`,
    { cause },
  );
}

function formatOf(commit: string): 'sha1' | 'sha256' {
  return commit.length === 64 ? 'sha256' : 'sha1';
}
