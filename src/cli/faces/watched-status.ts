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

/** As much of the table as a terminal of so many rows shows; what does not fit is said. */
export function formatStatusScreen(statuses: readonly VdcStatus[], look: Look, nowMs: number, rows: number): string {
  const lines = formatStatusTable(statuses, look, nowMs).trimEnd().split('\n');
  // The last row belongs to the cursor.
  if (lines.length < rows) return lines.join('\n');
  const shown = lines.slice(0, Math.max(1, rows - 2));
  const rest = `and ${lines.length - shown.length} more lines; vdc get shows all`;
  return [...shown, look.paint.dim(clip(`  ${rest}`, look.width, look.glyphs.ellipsis))].join('\n');
}

function newsOf(status: VdcStatus): string {
  return JSON.stringify({ ...status, atMs: undefined, nextLookAtMs: undefined });
}
