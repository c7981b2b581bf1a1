import type { HistoryRecord } from '../../state/state-store.ts';
import { shortRevision } from './approve-command.ts';
import { formatChange } from './change-text.ts';
import type { Look, Style } from './look.ts';
import { formatJson } from './ordered-json.ts';
import { actionPhrase, vdcPhrase } from './reasons.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatTable } from './table.ts';
import type { Cell, Column } from './table.ts';
import { textWidth } from './text-width.ts';
import { formatMinute, isoTime } from './time.ts';
import { paintSymbol, paintVerb } from './verbs.ts';
import { flow, hang } from './wrap.ts';

const WIDE_ENOUGH = 120;

/** What was done, newest first: a table where the terminal is wide, a few lines a record where it is not. Times are UTC. */
export function formatHistory(records: readonly HistoryRecord[], look: Look): string {
  if (records.length === 0) return 'Nothing was done yet.\n';
  if (look.width >= WIDE_ENOUGH) return `${wideLines(records, look).join('\n')}\n`;
  return `${records.map((record) => narrowLines(record, look).join('\n')).join('\n')}\n`;
}

export function formatHistoryJson(records: readonly HistoryRecord[]): string {
  return formatJson({ history: records.map(historyData) });
}

/** A record with times that people and other programs can read. */
export function historyData({ atMs, firstAtMs, ...record }: HistoryRecord): unknown {
  return { at: isoTime(atMs), ...record, ...(firstAtMs !== undefined && { firstAt: isoTime(firstAtMs) }) };
}

/** Why, in words: the reason of the VDC, then that of the action, and the figures of the VDC. */
export function whyText(record: HistoryRecord, look: Look): string {
  const changes = record.changes.map((change) => `${showName(change.field, look)} ${formatChange(change, look)}`);
  const reasons = [vdcPhrase(record.vdcReason), actionPhrase(record.reason)].join('; ');
  return showMessage([reasons, changes.join(', ')].filter((part) => part !== '').join(': '), look);
}

function wideLines(records: readonly HistoryRecord[], look: Look): readonly string[] {
  const columns: readonly Column[] = [
    { header: 'WHEN (UTC)' },
    { header: 'VDC' },
    { header: 'VERB' },
    { header: 'RESOURCE', tooWide: 'wrap' },
    { header: 'WHY', tooWide: 'wrap' },
    { header: 'RESULT' },
    { header: 'REVISION' },
  ];
  const rows = records.flatMap((record): readonly (readonly Cell[])[] => {
    const row: readonly Cell[] = [
      formatMinute(record.atMs),
      { text: record.vdc, style: look.paint.bold },
      { text: record.verb, style: (text) => paintVerb(record.verb, text, look) },
      record.resource,
      whyText(record, look),
      { text: outcomeText(record), style: outcomeStyle(record.outcome, look) },
      { text: shortRevision(record.revision), style: look.paint.dim },
    ];
    const more = [showMessage(record.message ?? '', look), timesText(record)].filter((text) => text !== '');
    return [row, ...more.map((text) => ['', '', '', '', { text, style: look.paint.dim }])];
  });
  return formatTable(columns, rows, look);
}

function narrowLines(record: HistoryRecord, look: Look): readonly string[] {
  const indent = '      ';
  const outcome = outcomeStyle(record.outcome, look)(showName(outcomeText(record), look));
  const head = flow(
    [
      look.paint.dim(formatMinute(record.atMs)),
      `${paintSymbol(record.verb, look)} ${look.paint.bold(showName(record.vdc, look))}`,
      paintVerb(record.verb, record.verb, look),
      outcome,
      look.paint.dim(shortRevision(showName(record.revision, look))),
    ],
    '  ',
    look.width,
  );
  const message = showMessage(record.message ?? '', look);
  return [
    ...head.map((line, index) => (index === 0 ? line : indent + line)),
    ...hang(indent, `${showName(record.resource, look)}: ${whyText(record, look)}`, look.width),
    ...(textWidth(message) === 0 ? [] : hang(indent, message, look.width)),
    ...(timesText(record) === '' ? [] : hang(indent, timesText(record), look.width)),
  ];
}

/** `done`; where the very same was written again and again, `failed ×12`. */
function outcomeText({ outcome, count = 1 }: HistoryRecord): string {
  return count === 1 ? outcome : `${outcome} ×${count}`;
}

function timesText({ atMs, firstAtMs = atMs, count = 1 }: HistoryRecord): string {
  return count === 1 ? '' : `${count} times, first ${formatMinute(firstAtMs)}, last ${formatMinute(atMs)}`;
}

export function outcomeStyle(outcome: HistoryRecord['outcome'], look: Look): Style {
  const { green, red, yellow } = look.paint;
  return { done: green, waiting: yellow, skipped: yellow, failed: red }[outcome];
}
