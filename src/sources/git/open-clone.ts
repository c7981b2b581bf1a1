import type { ControllerError } from '../../model/controller-error.ts';
import { checkVersion } from './check-version.ts';
import { DamagedClone } from './damaged-clone.ts';
import { explainFailure, type Failed, unexplained } from './explain-failure.ts';
import { fetchArguments, TIP } from './fetch-arguments.ts';
import type { GitAccess } from './git-access.ts';
import { gitEnvironment } from './git-environment.ts';
import { isOwnFolder, makeClone } from './make-clone.ts';
import { type GitAnswer, type GitCall, runGit, type Sleep } from './run-git.ts';

export interface CloneOptions {
  readonly access: GitAccess;
  readonly branch: string;
  /** Belongs to this clone alone: whatever else lies there is removed. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sleep: Sleep;
  /** For one call of git. */
  readonly timeLimitMs: number;
}

type Given = Pick<GitCall, 'input' | 'take'>;

/** A bare, at first shallow clone. Never has a work tree; never runs anything that lies in the repository. */
export interface Clone {
  /** Fetches the branch, with more options where more history is wanted, and returns its newest commit. */
  fetch(signal: AbortSignal, more?: readonly string[]): Promise<string>;
  /** Whether the server still has a commit; then it is in the clone under that name. */
  fetchCommit(commit: string, to: string, signal: AbortSignal): Promise<boolean>;
  /** Whatever git answers from the clone alone. */
  ask(args: readonly string[], signal: AbortSignal): Promise<GitAnswer>;
  /** What git says from the clone alone, or the clone is damaged. */
  read(args: readonly string[], signal: AbortSignal, given?: Given): Promise<Buffer>;
  /** Makes the clone if need be; if it turns out to be damaged, makes it anew and does the work once more. */
  use<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

/** What a server says of a commit that it has not, or no longer. */
const NOT_THERE = /not our ref|unadvertised object|couldn't find remote ref|bad object|mismatched algorithms/i;

export function openClone(options: CloneOptions): Clone {
  const { access, branch, folder } = options;
  const { url } = access;
  let secrets: readonly string[] = [];
  let isMade = false;

  const run = async (args: readonly string[], signal: AbortSignal, given: Given, login: GitAccess['login']) => {
    const { sleep, timeLimitMs, env } = options;
    const { login: _, ...rest } = access;
    const environment = await gitEnvironment({ ...rest, ...(login && { login }) }, env, folder);
    if (login !== undefined) ({ secrets } = environment);
    return runGit({ args, env: environment.env, sleep, timeLimitMs, ...given }, signal);
  };
  const inside = ['--git-dir', folder];
  const failed = (): Failed => ({ url, branch, secrets });
  const told = (verb: string, answer: GitAnswer): ControllerError =>
    explainFailure(answer, failed()) ?? unexplained(verb, answer, failed());
  const reach = async (args: readonly string[], signal: AbortSignal): Promise<GitAnswer> => {
    const answer = await run([...inside, ...args], signal, {}, access.login);
    // A lock that somebody left behind, an object that is empty: git names the place, and it is ours.
    const isOurFault = answer.err.includes(folder) || explainFailure(answer, failed()) === undefined;
    if (answer.code !== 0 && isOurFault && !NOT_THERE.test(answer.err)) throw new DamagedClone(told('fetch', answer));
    return answer;
  };
  const ask: Clone['ask'] = (args, signal) => run([...inside, ...args], signal, {}, undefined);
  const read: Clone['read'] = async (args, signal, given = {}) => {
    const answer = await run([...inside, ...args], signal, given, undefined);
    if (answer.code !== 0) throw new DamagedClone(unexplained(args[0] ?? '', answer, failed()));
    return answer.out;
  };

  const make = async (signal: AbortSignal, how?: 'anew'): Promise<void> => {
    const source = `${url} ${branch}`;
    checkVersion((await run(['version'], signal, {}, undefined)).out.toString().trim());
    const isOf = async (): Promise<boolean> =>
      (await ask(['config', '--local', '--get', 'vdc.source'], signal)).out.toString().trim() === source;
    const isThere = how === undefined && (await isOwnFolder(folder)) && (await isOf());
    const call = (args: readonly string[]): Promise<GitAnswer> => run(args, signal, {}, access.login);
    if (!isThere) await makeClone({ folder, source, url, branch, run: call, told, failed }, signal);
    isMade = true;
  };

  return {
    ask,
    read,
    async fetch(signal, more = []) {
      const answer = await reach(fetchArguments(url, { from: `refs/heads/${branch}`, to: TIP, more }), signal);
      if (answer.code !== 0) throw told('fetch', answer);
      return (await read(['rev-parse', '--verify', TIP], signal)).toString().trim();
    },
    async fetchCommit(commit, to, signal) {
      const answer = await reach(fetchArguments(url, { from: commit, to }), signal);
      if (answer.code !== 0 && !NOT_THERE.test(answer.err)) throw told('fetch', answer);
      return answer.code === 0;
    },
    async use(work, signal) {
      if (!isMade) await make(signal);
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof DamagedClone)) throw error;
      }
      isMade = false;
      await make(signal, 'anew');
      return work().catch((error: unknown) => {
        throw error instanceof DamagedClone ? error.told : error;
      });
    },
  };
}
