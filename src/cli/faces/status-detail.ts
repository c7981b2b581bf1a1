import type { LimitsAndUse, Unread } from '../../model/observed-state.ts';
import type { Pause } from '../../model/virtual-data-center.ts';
import type { HistoryRecord, VdcStatus } from '../../state/state-store.ts';
import { formatConditions } from './condition-table.ts';
import { formatHistory, historyData } from './history-table.ts';
import type { Look } from './look.ts';
import { formatMoment } from './moment.ts';
import { formatJson } from './ordered-json.ts';
import { formatStatusBrief, statusData } from './status-table.ts';
import { formatTable } from './table.ts';
import { isoTime } from './time.ts';
import { formatUse, useData } from './use-table.ts';

/** All that `vdc get NAME` knows of one VDC. */
export interface KnownVdc {
  readonly status: VdcStatus;
  /** What was last done to it. */
  readonly history: readonly HistoryRecord[];
  /** As it is at this moment; absent where the settings name no way to it. */
  readonly use: LimitsAndUse | Unread | undefined;
  /** Set by `vdc pause`; a pause of the spec stands in the spec. */
  readonly pause?: Pause | undefined;
}

/** What `vdc get NAME` shows: the last that is known of one VDC, what it uses now, and what was last done to it. */
export function formatStatusDetail(known: KnownVdc, look: Look, nowMs: number): string {
  const { status, history, use } = known;
  const { bold, dim } = look.paint;
  const rows = factsOf(known, nowMs).map(([label, text]) => [{ text: label, style: dim }, text]);
  const observed = Object.entries(status.observed).map(([field, value]) => [
    { text: field, style: dim },
    String(value),
  ]);
  const { conditions = [] } = status;
  const parts = [
    [formatStatusBrief(status, look).trimEnd(), ...formatTable([{}, { tooWide: 'wrap' }], rows, look, '  ')],
    conditions.length === 0 ? [] : [bold('Conditions'), ...formatConditions(conditions, look, nowMs)],
    observed.length === 0 ? [] : [bold('Observed'), ...formatTable([{}, { tooWide: 'wrap' }], observed, look, '  ')],
    use === undefined ? [] : [bold('Use now'), ...formatUse(use, look)],
    history.length === 0 ? [] : [bold('Last done'), formatHistory(history, look).trimEnd()],
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

export function formatStatusDetailJson({ status, history, use, pause }: KnownVdc): string {
  return formatJson({
    ...Object(statusData(status)),
    ...(pause !== undefined && { pause: pauseData(pause) }),
    ...(use !== undefined && { use: useData(use) }),
    history: history.map(historyData),
  });
}

type Fact = readonly [label: string, text: string];

function factsOf({ status, pause }: KnownVdc, nowMs: number): readonly Fact[] {
  const { revision, appliedRevision, nextLookAtMs } = status;
  // What an older version wrote knows of one revision only.
  const revisions: readonly Fact[] =
    appliedRevision === undefined && status.conditions === undefined
      ? [['revision', revision]]
      : [
          ['attempted', revision],
          ['applied', appliedRevision ?? 'none yet'],
        ];
  return [
    ['since', formatMoment(status.sinceMs, nowMs)],
    ['observed', formatMoment(status.atMs, nowMs)],
    ...revisions,
    ...(nextLookAtMs === undefined ? [] : [['next look', formatMoment(nextLookAtMs, nowMs)] as const]),
    ...(pause === undefined ? [] : [['paused', pauseText(pause, nowMs)] as const]),
  ];
}

function pauseText({ reason, by, untilMs }: Pause, nowMs: number): string {
  const until = untilMs === undefined ? 'until `vdc unpause`' : `until ${formatMoment(untilMs, nowMs)}`;
  return `by ${by}, ${until}: ${reason}`;
}

function pauseData({ untilMs, ...pause }: Pause): unknown {
  return { ...pause, ...(untilMs !== undefined && { until: isoTime(untilMs) }) };
}
