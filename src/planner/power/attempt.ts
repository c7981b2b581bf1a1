import type { AskedOfVm } from '../../model/memory.ts';

/** What is asked of one machine. */
export type Request = AskedOfVm['operation'] | 'remove';

/** What was asked of one machine last, and what is known of how that went. */
export interface Attempt {
  readonly request: Request;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** The first time that this was asked in a row: what a guest's patience is counted from. */
  readonly firstAtMs: number;
  /** How often this was asked in a row. */
  readonly count: number;
  /** By a process before this one: whether it was really sent is not known. */
  readonly isEarlier: boolean;
  readonly jobId?: string;
  /** The last job of the machine before it was asked: one that is newer is probably ours, where the answer named none. */
  readonly jobBefore?: string;
  /** The answer was lost. */
  readonly isUncertain?: boolean;
  readonly job: 'running' | 'over' | 'unknown';
  /** When its job was last found at work, or just over: a look that is older may not show yet what it did. */
  readonly heardAtMs?: number;
  /** It was refused, or its job failed: why, in a sentence. */
  readonly failure?: string;
}

export type Judgement =
  | { readonly kind: 'ask'; readonly request: Request }
  | { readonly kind: 'await' }
  | { readonly kind: 'failed'; readonly why: string };

/** So long is a machine given to show what it was asked for, when nothing tells that it is still at it. */
const againAfterMs = 60_000;
const mostTries = 3;

/**
 * What to do about a machine that is not yet where `wanted` takes it: ask, wait, or give up. A request without an identity
 * of its own is never repeated blindly: whoever calls this has just looked at the machine.
 */
export function judgeAttempt(attempt: Attempt | undefined, wanted: Request, nowMs: number): Judgement {
  if (attempt === undefined || attempt.request !== wanted) return { kind: 'ask', request: wanted };
  if (attempt.job === 'running') return { kind: 'await' };
  if (attempt.isEarlier) return { kind: 'ask', request: wanted };
  if (attempt.failure !== undefined) return { kind: 'failed', why: attempt.failure };
  if (!isSilent(attempt, nowMs)) return { kind: 'await' };
  if (attempt.count < mostTries) return { kind: 'ask', request: wanted };
  return { kind: 'failed', why: `it did not move though it was asked ${attempt.count} times` };
}

/** The same for a guest that is asked to shut down: it is given its time whatever its job says, then its power is cut. */
export function judgeShutdown(attempt: Attempt | undefined, timeoutMs: number, nowMs: number): Judgement {
  if (attempt?.request === 'stop') return judgeAttempt(attempt, 'stop', nowMs);
  if (attempt?.request !== 'shutdown') return { kind: 'ask', request: 'shutdown' };
  const isHeard = attempt.job === 'running';
  if (attempt.isEarlier && !isHeard) return { kind: 'ask', request: 'shutdown' };
  if (nowMs - attempt.firstAtMs >= timeoutMs) return { kind: 'ask', request: 'stop' };
  const isLost = attempt.isUncertain === true && !isHeard && isSilent(attempt, nowMs);
  return isLost ? { kind: 'ask', request: 'shutdown' } : { kind: 'await' };
}

function isSilent({ atMs, heardAtMs }: Attempt, nowMs: number): boolean {
  return nowMs - (heardAtMs ?? atMs) >= againAfterMs;
}
