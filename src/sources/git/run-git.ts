import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { kill } from 'node:process';
import { ControllerError } from '../../model/controller-error.ts';

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export interface GitAnswer {
  readonly code: number;
  readonly out: Buffer;
  /** What it said beside, as it is: it may hold secrets. */
  readonly err: string;
}

export interface GitCall {
  readonly args: readonly string[];
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Takes what it says instead of keeping all of it. */
  readonly take?: (chunk: Buffer) => void;
  readonly timeLimitMs: number;
  readonly sleep: Sleep;
}

/** How much of its complaints is kept, and of what it says where nobody takes it. */
const MOST_ERR_BYTES = 64 * 1024;
const MOST_OUT_BYTES = 128 * 1024 * 1024;
/** How long it may take to put its lock files away. */
const GRACE_MS = 2_000;

/**
 * Runs git to its end. Throws when there is none, when it takes too long, or when `signal` is aborted; then neither git
 * nor any of its children is left.
 */
export async function runGit(call: GitCall, signal: AbortSignal): Promise<GitAnswer> {
  signal.throwIfAborted();
  const child = spawn('git', call.args, { env: { ...call.env }, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = end(child);
  const out: Buffer[] = [];
  let outBytes = 0;
  const keep = (chunk: Buffer): void => {
    outBytes += chunk.length;
    if (outBytes > MOST_OUT_BYTES) throw tooMuch();
    out.push(chunk);
  };
  const take = call.take ?? keep;
  let err = '';
  const stopped = new AbortController();
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      take(chunk);
    } catch (cause) {
      stopped.abort(cause);
    }
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (err.length < MOST_ERR_BYTES) err += chunk.toString();
  });
  // It may end without having read everything; that it failed is told by its code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(call.input ?? '');

  const finished = new AbortController();
  const stopping = AbortSignal.any([signal, stopped.signal]);
  const guards = [
    call.sleep(call.timeLimitMs, AbortSignal.any([finished.signal, stopping])).then(
      () => stopped.abort(tookTooLong(call)),
      () => undefined,
    ),
    endGroupWhen(stopping, { child, sleep: call.sleep, finished: finished.signal }),
  ];
  try {
    const code = await ended;
    stopping.throwIfAborted();
    return { code, out: Buffer.concat(out), err };
  } finally {
    finished.abort();
    await Promise.all(guards);
  }
}

/** Its exit code, once its pipes are closed as well; a child of it may hold them longer. */
async function end(child: ChildProcess): Promise<number> {
  try {
    await once(child, 'close');
    return child.exitCode ?? 128;
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new ControllerError(
      isMissing ? 'GIT_MISSING' : 'GIT_NOT_STARTED',
      isMissing
        ? 'The specs lie in a Git repository, and there is no program `git` on this machine, at least not in PATH. Install it (Debian: apt install git).'
        : 'The specs lie in a Git repository, and the program `git` could not be started. Look at what lies behind it.',
      { cause },
    );
  }
}

interface Guarded {
  readonly child: ChildProcess;
  readonly sleep: Sleep;
  readonly finished: AbortSignal;
}

/** Gently at first, since whoever is killed leaves lock files behind. */
async function endGroupWhen(stopping: AbortSignal, { child, sleep, finished }: Guarded): Promise<void> {
  await new Promise<void>((resolve) => {
    if (stopping.aborted || finished.aborted) return resolve();
    stopping.addEventListener('abort', () => resolve(), { once: true });
    finished.addEventListener('abort', () => resolve(), { once: true });
  });
  if (finished.aborted) return;
  endGroup(child, 'SIGTERM');
  await sleep(GRACE_MS, finished).catch(() => undefined);
  if (!finished.aborted) endGroup(child, 'SIGKILL');
}

function endGroup(child: ChildProcess, how: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    kill(-child.pid, how);
  } catch {
    child.kill(how); // where there are no groups; or it is gone
  }
}

function tookTooLong({ args, timeLimitMs }: GitCall): ControllerError {
  const verb = args.find((arg) => /^[a-z]+(?:-[a-z]+)*$/.test(arg)) ?? '';
  return new ControllerError(
    'SPECS_GIT_TIMEOUT',
    `\`git ${verb}\` did not end within ${timeLimitMs / 1000} s, so it is not known what the branch holds now. Is the server of specs.git.url alive, and the way to it open?`,
    { retry: 'later' },
  );
}

function tooMuch(): ControllerError {
  return new ControllerError(
    'SPECS_TOO_MANY_FILES',
    'The repository lists more files than any number of VDCs explains, so nothing is planned. Let specs.git.path name the folder of the specs alone.',
  );
}
