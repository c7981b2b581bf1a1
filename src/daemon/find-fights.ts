import type { FightStatus } from '../model/daemon-status.ts';
import type { FieldChange } from '../model/plan.ts';
import type { VdcName } from '../model/virtual-data-center.ts';
import type { HistoryRecord } from '../state/state-store.ts';

/** So often the same correction may have been undone before it counts as a fight. */
const correctionsBefore = 3;
/** Corrections that are further apart than this are separate events, not a fight. */
const farApartMs = 6 * 60 * 60_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/**
 * Corrections of drift that somebody undoes again and again: the same field, from the same value to the same value.
 * `history` is that of the VDC, newest first. After three corrections it is left alone for an hour, then corrected once
 * more, then left alone for two, and so on up to a day: whoever changes it is not told by being overruled for ever.
 */
export function findFights(
  vdc: VdcName,
  changes: readonly FieldChange[],
  history: readonly HistoryRecord[],
  nowMs: number,
): readonly FightStatus[] {
  return changes.flatMap((change): readonly FightStatus[] => {
    const { times, firstAtMs, lastAtMs } = countCorrections(change, history);
    if (times < correctionsBefore) return [];
    const nextTryAtMs = lastAtMs + Math.min(dayMs, hourMs * 2 ** Math.min(times - correctionsBefore, 10));
    if (nowMs >= nextTryAtMs) return [];
    const { field, before, after } = change;
    return [{ vdc, field, ours: show(after), theirs: show(before), times, sinceMs: firstAtMs, nextTryAtMs }];
  });
}

interface Corrections {
  readonly times: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** From the newest backwards, as long as each is near the one after it. */
function countCorrections(change: FieldChange, history: readonly HistoryRecord[]): Corrections {
  let times = 0;
  let firstAtMs = Number.POSITIVE_INFINITY;
  let lastAtMs = 0;
  for (const record of history) {
    if (record.vdcReason !== 'drift' || record.outcome !== 'done') continue;
    if (!record.changes.some((made) => isSame(made, change))) continue;
    const { atMs, count = 1, firstAtMs: beganAtMs = atMs } = record;
    if (times > 0 && firstAtMs - atMs > farApartMs) break;
    const isDense = count === 1 || (atMs - beganAtMs) / (count - 1) <= farApartMs;
    lastAtMs = Math.max(lastAtMs, atMs);
    firstAtMs = Math.min(firstAtMs, isDense ? beganAtMs : atMs);
    times += isDense ? count : 1;
    if (!isDense) break;
  }
  return { times, firstAtMs, lastAtMs };
}

function isSame(a: FieldChange, b: FieldChange): boolean {
  return a.field === b.field && show(a.before) === show(b.before) && show(a.after) === show(b.after);
}

function show(value: FieldChange['before']): string {
  return value === null ? 'nothing' : typeof value === 'object' ? value.join(', ') : String(value);
}
