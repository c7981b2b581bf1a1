import type { Outcome } from '../../model/outcome.ts';
import type { Action } from '../../model/plan.ts';
import type { VdcName } from '../../model/virtual-data-center.ts';

export type ProgressAction = Pick<Action, 'verb' | 'resource'>;

/** What the executor tells while it works. Times are milliseconds since 1970; events of one VDC come in order. */
export type ProgressEvent =
  | { readonly kind: 'vdc-started'; readonly vdc: VdcName; readonly atMs: number }
  | { readonly kind: 'action-started'; readonly vdc: VdcName; readonly action: ProgressAction; readonly atMs: number }
  | {
      readonly kind: 'action-ended';
      readonly vdc: VdcName;
      readonly action: ProgressAction;
      readonly outcome: Outcome;
      readonly atMs: number;
    }
  /** It gave its worker back and waits for WAP; `action-started` or `vdc-ended` follows. */
  | {
      readonly kind: 'vdc-waiting';
      readonly vdc: VdcName;
      readonly action?: ProgressAction;
      readonly outcome?: Outcome;
      readonly atMs: number;
    }
  /** Without an outcome, that of its first action which is not done counts. */
  | { readonly kind: 'vdc-ended'; readonly vdc: VdcName; readonly outcome?: Outcome; readonly atMs: number };

export interface AtWork {
  readonly sinceMs: number;
  readonly action?: ProgressAction;
  readonly actionSinceMs: number;
  /** Set while it waits for WAP. */
  readonly waiting?: string;
  /** That of its first action which is not done. */
  readonly outcome: Outcome['kind'];
}

/** How far an apply has come. Changed by `noteProgress` only. */
export interface Progress {
  readonly total: number;
  readonly startedMs: number;
  /** In the order in which they began. */
  readonly atWork: Map<VdcName, AtWork>;
  readonly ended: Record<Outcome['kind'], number>;
  /** When the last few ended, for the rate. */
  readonly recentEndsMs: number[];
  /** When a throttled tally was last given. */
  tallyMs: number;
}

const RECENT = 64;

export function startProgress(total: number, startedMs: number): Progress {
  const ended = { done: 0, waiting: 0, skipped: 0, failed: 0 };
  return { total, startedMs, atWork: new Map(), ended, recentEndsMs: [], tallyMs: startedMs };
}

/**
 * Takes one event in. Changes `progress` instead of copying it: with thousands of VDCs waiting, a copy for each event
 * would cost more than the apply itself.
 */
export function noteProgress(progress: Progress, event: ProgressEvent): void {
  const { vdc, atMs } = event;
  const known = progress.atWork.get(vdc) ?? { sinceMs: atMs, actionSinceMs: atMs, outcome: 'done' as const };
  switch (event.kind) {
    case 'vdc-started':
      progress.atWork.set(vdc, known);
      return;
    case 'action-started': {
      const { waiting: _, ...rest } = known;
      progress.atWork.set(vdc, { ...rest, action: event.action, actionSinceMs: atMs });
      return;
    }
    case 'action-ended':
      // What follows the first that is not done was skipped because of it.
      progress.atWork.set(vdc, { ...known, outcome: known.outcome === 'done' ? event.outcome.kind : known.outcome });
      return;
    case 'vdc-waiting':
      // Said anew with every look; what it waits for began with the action.
      progress.atWork.set(vdc, { ...known, waiting: waitingFor(event.outcome) });
      return;
    case 'vdc-ended':
      progress.atWork.delete(vdc);
      progress.ended[event.outcome?.kind ?? known.outcome] += 1;
      progress.recentEndsMs.push(atMs);
      if (progress.recentEndsMs.length > RECENT) progress.recentEndsMs.shift();
      return;
    default:
      assertNever(event);
  }
}

export function countEnded({ ended }: Progress): number {
  return ended.done + ended.waiting + ended.skipped + ended.failed;
}

/** VDCs a second of late, undefined before enough have ended to tell. */
export function rateOf(progress: Progress, nowMs: number): number | undefined {
  const ends = progress.recentEndsMs;
  const isWhole = ends.length === countEnded(progress);
  const fromMs = isWhole ? progress.startedMs : (ends[0] ?? progress.startedMs);
  const count = isWhole ? ends.length : ends.length - 1;
  return count < 2 || nowMs <= fromMs ? undefined : (count * 1000) / (nowMs - fromMs);
}

export function remainingMs(progress: Progress, nowMs: number): number | undefined {
  const rate = rateOf(progress, nowMs);
  return rate === undefined ? undefined : ((progress.total - countEnded(progress)) * 1000) / rate;
}

function waitingFor(outcome: Outcome | undefined): string {
  return outcome?.kind === 'waiting' ? outcome.message : '';
}

function assertNever(event: never): never {
  throw new Error(`unreachable: ${JSON.stringify(event)}`);
}
