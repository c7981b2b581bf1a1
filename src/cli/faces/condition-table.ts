import type { Condition } from '../../state/state-store.ts';
import { shortRevision } from './approve-command.ts';
import type { Look, Style } from './look.ts';
import { showMessage } from './safe-text.ts';
import { type Cell, type Column, formatTable } from './table.ts';
import { formatAge, isoTime } from './time.ts';
import { hang } from './wrap.ts';

const COLUMNS: readonly Column[] = [
  { header: 'CONDITION' },
  { header: 'STATUS' },
  { header: 'REASON', tooWide: 'clip' },
  { header: 'SINCE', align: 'right' },
  { header: 'REVISION' },
];

const WIDE_ENOUGH = 120;

const ORDER: readonly Condition['type'][] = ['Ready', 'Reconciling', 'Stalled', 'CustomerTold'];

/** What is said of a VDC in the words that Kubernetes and Flux use, always in the same order. */
export function formatConditions(conditions: readonly Condition[], look: Look, nowMs: number): readonly string[] {
  const sorted = inOrder(conditions);
  const rows = sorted.map((condition) => conditionRow(condition, look, nowMs));
  if (look.width >= WIDE_ENOUGH) {
    const columns: readonly Column[] = [...COLUMNS, { header: 'MESSAGE', tooWide: 'wrap' }];
    const withMessage = rows.map((row, index) => [...row, showMessage(sorted[index]?.message ?? '', look)]);
    return formatTable(columns, withMessage, look, '  ');
  }
  const [head = '', ...lines] = formatTable(COLUMNS, rows, look, '  ');
  return [
    head,
    ...lines.flatMap((line, index) => {
      const message = showMessage(sorted[index]?.message ?? '', look);
      return message === '' ? [line] : [line, ...hang('      ', message, look.width).map(look.paint.dim)];
    }),
  ];
}

function conditionRow(condition: Condition, look: Look, nowMs: number): readonly Cell[] {
  const style = conditionStyle(condition, look);
  return [
    { text: condition.type, style: look.paint.bold },
    { text: condition.status ? 'True' : 'False', style },
    { text: condition.reason, style },
    formatAge(nowMs - condition.sinceMs),
    { text: shortRevision(condition.revision), style: look.paint.dim },
  ];
}

/** What holds besides being ready or not, in small letters: `reconciling`, `stalled`. */
export function standingWords(conditions: readonly Condition[] | undefined): readonly string[] {
  return inOrder(conditions ?? [])
    .filter(({ type, status }) => (type === 'CustomerTold' ? !status : type !== 'Ready' && status))
    .map(({ type }) => (type === 'CustomerTold' ? 'not told' : type.toLowerCase()));
}

/** For other programs: the same with times that they can read. */
export function conditionsData(conditions: readonly Condition[]): unknown {
  return inOrder(conditions).map(({ sinceMs, ...condition }) => ({ ...condition, since: isoTime(sinceMs) }));
}

function inOrder(conditions: readonly Condition[]): readonly Condition[] {
  return [...conditions].sort((one, other) => ORDER.indexOf(one.type) - ORDER.indexOf(other.type));
}

function conditionStyle({ type, status }: Condition, look: Look): Style {
  const { green, red, yellow, dim } = look.paint;
  if (type === 'CustomerTold') return status ? green : yellow;
  if (type === 'Ready') return status ? green : red;
  if (!status) return dim;
  return type === 'Stalled' ? red : yellow;
}
