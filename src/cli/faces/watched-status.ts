import type { VdcStatus } from '../../state/state-store.ts';
import type { Look } from './look.ts';
import { compactJson } from './ordered-json.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatStatusTable, readyStyle, readyText, statusData } from './status-table.ts';
import { clip, padEnd } from './text-width.ts';
import { formatTime } from './time.ts';

/** What became of a VDC between two looks. */
export type StatusChange =
  { readonly kind: 'now'; readonly status: VdcStatus } | { readonly kind: 'gone'; readonly name: string };

/** The VDCs of which something else is known than before; that it was looked at again is nothing new. */
export function findStatusChanges(before: readonly VdcStatus[], after: readonly VdcStatus[]): readonly StatusChange[] {
  const known = new Map(before.map((status) => [status.name, newsOf(status)]));
  const left = new Set(after.map(({ name }) => name));
  return [
    ...after
      .filter((status) => known.get(status.name) !== newsOf(status))
      .map((status): StatusChange => ({ kind: 'now', status })),
    ...before.filter(({ name }) => !left.has(name)).map(({ name }): StatusChange => ({ kind: 'gone', name })),
  ];
}

/** A change on one line, its time first: `2026-11-24 10:04:11 UTC  acme-prod  waiting  …`. Never wrapped: it is for pipes. */
export function formatStatusChange(change: StatusChange, look: Look, nowMs: number): string {
  const { dim, bold } = look.paint;
  if (change.kind === 'gone')
    return `${dim(formatTime(nowMs))}  ${bold(padEnd(showName(change.name, look), 24))}  gone\n`;
  const { status } = change;
  const ready = readyStyle(status.ready, look)(padEnd(readyText(status), 10));
  const name = bold(padEnd(showName(status.name, look), 24));
  return `${dim(formatTime(status.atMs))}  ${name}  ${ready}  ${showMessage(status.message, look)}`.trimEnd() + '\n';
}

/** The same for programs: one object a line, that of `vdc get -o json`, or `{ "name", "gone": true }`. */
export function formatStatusChangeJson(change: StatusChange): string {
  return compactJson(change.kind === 'gone' ? { name: change.name, gone: true } : statusData(change.status));
}

/** The table on a terminal of so many rows. If it has too few, what is not ready comes first, and the rest is counted. */
export function formatStatusScreen(statuses: readonly VdcStatus[], look: Look, nowMs: number, rows: number): string {
  // The last row belongs to the cursor.
  const room = Math.max(2, rows - 1);
  // Each VDC takes a line at least: of ten thousand only those are formatted that can be seen.
  if (statuses.length < room) {
    const lines = tableLines(statuses, look, nowMs);
    if (lines.length <= room) return lines.join('\n');
  }
  const byNeed = [...statuses].sort((one, other) => Number(one.ready === 'ready') - Number(other.ready === 'ready'));
  let count = Math.min(statuses.length, room);
  let lines = tableLines(byNeed.slice(0, count), look, nowMs);
  while (lines.length > room - 1 && count > 1) {
    count -= 1;
    lines = tableLines(byNeed.slice(0, count), look, nowMs);
  }
  const hidden = statuses.length - count;
  if (hidden === 0) return lines.slice(0, room).join('\n');
  const rest = clip(`  and ${hidden} more; vdc get shows all`, look.width, look.glyphs.ellipsis);
  return [...lines.slice(0, room - 1), look.paint.dim(rest)].join('\n');
}

function tableLines(statuses: readonly VdcStatus[], look: Look, nowMs: number): readonly string[] {
  return formatStatusTable(statuses, look, nowMs).trimEnd().split('\n');
}

function newsOf(status: VdcStatus): string {
  return JSON.stringify({ ...status, atMs: undefined, nextLookAtMs: undefined });
}
