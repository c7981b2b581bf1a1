import type { LimitsAndUse, Unread } from '../../model/observed-state.ts';
import type { HistoryRecord, VdcStatus } from '../../state/state-store.ts';
import { formatHistory } from './history-table.ts';
import type { Look } from './look.ts';
import { formatJson } from './ordered-json.ts';
import { showMessage, showName } from './safe-text.ts';
import { readyStyle, statusData } from './status-table.ts';
import { formatTable } from './table.ts';
import { formatAge, formatTime, isoTime } from './time.ts';
import { formatUse, useData } from './use-table.ts';
import { hang } from './wrap.ts';

/** All that `vdc get NAME` knows of one VDC. */
export interface KnownVdc {
  readonly status: VdcStatus;
  /** What was last done to it. */
  readonly history: readonly HistoryRecord[];
  /** As it is at this moment; absent where the settings name no way to it. */
  readonly use: LimitsAndUse | Unread | undefined;
}

/** What `vdc get NAME` shows: the last that is known of one VDC, what it uses now, and what was last done to it. */
export function formatStatusDetail({ status, history, use }: KnownVdc, look: Look, nowMs: number): string {
  const { bold, dim } = look.paint;
  const ready = readyStyle(status.ready, look)(status.ready);
  const rows = [
    ['since', whenText(status.sinceMs, nowMs)],
    ['observed', whenText(status.atMs, nowMs)],
    ['revision', showName(status.revision, look)],
  ].map(([label = '', text = '']) => [{ text: label, style: dim }, text]);
  const observed = Object.entries(status.observed).map(([field, value]) => [
    { text: field, style: dim },
    String(value),
  ]);
  const message = showMessage(status.message, look);
  const parts = [
    [
      `${bold(showName(status.name, look))}  ${ready}`,
      ...(message === '' ? [] : hang('  ', message, look.width)),
      ...formatTable([{}, { tooWide: 'wrap' }], rows, look, '  '),
    ],
    observed.length === 0 ? [] : [bold('Observed'), ...formatTable([{}, { tooWide: 'wrap' }], observed, look, '  ')],
    use === undefined ? [] : [bold('Use now'), ...formatUse(use, look)],
    history.length === 0 ? [] : [bold('Last done'), formatHistory(history, look).trimEnd()],
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

export function formatStatusDetailJson({ status, history, use }: KnownVdc): string {
  const records = history.map(({ atMs, ...record }) => ({ at: isoTime(atMs), ...record }));
  return formatJson({
    ...Object(statusData(status)),
    ...(use !== undefined && { use: useData(use) }),
    history: records,
  });
}

function whenText(ms: number, nowMs: number): string {
  const age = formatAge(nowMs - ms);
  return `${formatTime(ms)} (${age === 'now' ? 'just now' : `${age} ago`})`;
}
