import type { VdcStatus } from '../../state/state-store.ts';
import { conditionsData, standingWords } from './condition-table.ts';
import type { Look, Style } from './look.ts';
import { formatJson } from './ordered-json.ts';
import { showMessage, showName } from './safe-text.ts';
import { formatTable } from './table.ts';
import type { Cell, Column } from './table.ts';
import { textWidth } from './text-width.ts';
import { formatAge, isoTime } from './time.ts';
import { hang } from './wrap.ts';

const NARROWEST_MESSAGE = 30;

const COLUMNS: readonly Column[] = [
  { header: 'NAME' },
  { header: 'STATE' },
  { header: 'READY' },
  { header: 'CPU', align: 'right' },
  { header: 'RAM', align: 'right' },
  { header: 'DISK', align: 'right' },
  { header: 'VMS', align: 'right' },
  { header: 'SINCE', align: 'right' },
];

/** What `vdc get` shows: a line a VDC; messages beside it where there is room, below it where there is none. */
export function formatStatusTable(statuses: readonly VdcStatus[], look: Look, nowMs: number): string {
  if (statuses.length === 0) return 'No VDC is known yet: `vdc apply` or `vdc run` looks for the first time.\n';
  const rows = statuses.map((status) => statusRow(status, look, nowMs));
  const compact = formatTable(COLUMNS, rows, look);
  const used = Math.max(...compact.map(textWidth));
  if (look.width - used - 2 >= NARROWEST_MESSAGE) {
    const columns: readonly Column[] = [...COLUMNS, { header: 'MESSAGE', tooWide: 'wrap' }];
    const withMessage = rows.map((row, index) => [...row, showMessage(statuses[index]?.message ?? '', look)]);
    return `${formatTable(columns, withMessage, look).join('\n')}\n`;
  }
  const [head = '', ...lines] = compact;
  const below = lines.flatMap((line, index) => [line, ...messageBelow(statuses[index], look)]);
  return `${[head, ...below].join('\n')}\n`;
}

export function formatStatusJson(statuses: readonly VdcStatus[]): string {
  return formatJson({ vdcs: statuses.map(statusData) });
}

/** A status with times that people and other programs can read. */
export function statusData({ atMs, sinceMs, nextLookAtMs, conditions, ...status }: VdcStatus): unknown {
  return {
    ...status,
    observedAt: isoTime(atMs),
    since: isoTime(sinceMs),
    ...(nextLookAtMs !== undefined && { nextLookAt: isoTime(nextLookAtMs) }),
    ...(conditions !== undefined && { conditions: conditionsData(conditions) }),
  };
}

/** One VDC by itself: its name and how it stands, what there is to say below. */
export function formatStatusBrief(status: VdcStatus, look: Look): string {
  const head = `${look.paint.bold(showName(status.name, look))}  ${readyStyle(status.ready, look)(readyText(status))}`;
  const message = showMessage(status.message, look);
  return `${[head, ...(message === '' ? [] : hang('  ', message, look.width))].join('\n')}\n`;
}

/** `ready`; with what else is the case, `failed, stalled`. */
export function readyText({ ready, conditions }: Pick<VdcStatus, 'ready' | 'conditions'>): string {
  return [ready, ...standingWords(conditions)].join(', ');
}

/** Nothing to say below a VDC that is as it should be. */
function messageBelow(status: VdcStatus | undefined, look: Look): readonly string[] {
  if (status === undefined || status.ready === 'ready' || status.message === '') return [];
  return hang('    ', showMessage(status.message, look), look.width).map(look.paint.dim);
}

function statusRow(status: VdcStatus, look: Look, nowMs: number): readonly Cell[] {
  const { observed } = status;
  const shown = (field: string): string => String(observed[field] ?? '-');
  return [
    status.name,
    shown('state'),
    { text: readyText(status), style: readyStyle(status.ready, look) },
    shown('cpu'),
    shown('ram'),
    shown('disk'),
    shown('vms'),
    formatAge(nowMs - status.sinceMs),
  ];
}

export function readyStyle(ready: VdcStatus['ready'], look: Look): Style {
  const { green, red, yellow, magenta, dim, cyan } = look.paint;
  const styles = {
    ready: green,
    waiting: yellow,
    pending: cyan,
    paused: yellow,
    blocked: red,
    failed: red,
    retired: magenta,
    retained: dim,
  } as const satisfies Record<VdcStatus['ready'], Style>;
  return styles[ready];
}
