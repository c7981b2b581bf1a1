import { countEnded, noteProgress } from './apply-progress.ts';
import type { Progress, ProgressEvent } from './apply-progress.ts';
import type { Look } from './look.ts';
import { failureLines, paceOf } from './progress-lines.ts';
import { showName } from './safe-text.ts';
import { formatDuration } from './time.ts';

/** Up to so many VDCs each gets its line; of more, only what went wrong and a tally now and then. */
const EACH_UP_TO = 50;
const TALLY_EVERY_MS = 5000;

/** Takes one event in, and gives the lines that a log gets for it: most often none. */
export function plainProgress(progress: Progress, event: ProgressEvent, look: Look): readonly string[] {
  const begun = progress.atWork.get(event.vdc);
  noteProgress(progress, event);
  if (event.kind === 'action-ended') return failureLines(event, look);
  if (event.kind !== 'vdc-ended') return [];
  const count = countEnded(progress);
  const outcome = event.outcome?.kind ?? begun?.outcome ?? 'done';
  if (progress.total <= EACH_UP_TO || outcome !== 'done') {
    const took = begun === undefined ? '' : ` (${formatDuration(event.atMs - begun.sinceMs)})`;
    return [`[${count}/${progress.total}] ${showName(event.vdc, look)}: ${outcome}${took}`];
  }
  const isDue = count === progress.total || event.atMs - progress.tallyMs >= TALLY_EVERY_MS;
  return isDue ? [giveTally(progress, event.atMs)] : [];
}

/** A sign of life for a log while nothing ends; the caller decides how often. */
export function plainTally(progress: Progress, nowMs: number): string {
  const waiting = [...progress.atWork.values()].filter((vdc) => vdc.waiting !== undefined).length;
  const working = progress.atWork.size - waiting;
  return `${giveTally(progress, nowMs)}, ${working} at work, ${waiting} waiting for WAP`;
}

function giveTally(progress: Progress, nowMs: number): string {
  const count = countEnded(progress);
  progress.tallyMs = nowMs;
  const failed = progress.ended.failed === 0 ? [] : [`${progress.ended.failed} failed`];
  return [`${count}/${progress.total} VDCs`, ...paceOf(progress, nowMs), ...failed].join(', ');
}
