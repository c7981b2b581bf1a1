import type { Condition } from '../../state/state-store.ts';
import { shortRevision } from './approve-command.ts';
import type { Look, Style } from './look.ts';
import { showMessage } from './safe-text.ts';
import { type Cell, type Column, formatTable } from './table.ts';
import { formatAge, isoTime } from './time.ts';

const COLUMNS: readonly Column[] = [
  { header: 'CONDITION' },
  { header: 'STATUS' },
  { header: 'REASON' },
  { header: 'SINCE', align: 'right' },
  { header: 'REVISION' },
  { header: 'MESSAGE', tooWide: 'wrap' },
];

const ORDER: readonly Condition['type'][] = ['Ready', 'Reconciling', 'Stalled'];

/** What is said of a VDC in the words that Kubernetes and Flux use, always in the same order. */
export function formatConditions(conditions: readonly Condition[], look: Look, nowMs: number): readonly string[] {
  const rows = inOrder(conditions).map((condition): readonly Cell[] => {
    const style = conditionStyle(condition, look);
    return [
      { text: condition.type, style: look.paint.bold },
      { text: condition.status ? 'True' : 'False', style },
      { text: condition.reason, style },
      formatAge(nowMs - condition.sinceMs),
      { text: shortRevision(condition.revision), style: look.paint.dim },
      showMessage(condition.message, look),
    ];
  });
  return formatTable(COLUMNS, rows, look, '  ');
}

/** What holds besides being ready or not, in small letters: `reconciling`, `stalled`. */
export function standingWords(conditions: readonly Condition[] | undefined): readonly string[] {
  return inOrder(conditions ?? [])
    .filter(({ type, status }) => type !== 'Ready' && status)
    .map(({ type }) => type.toLowerCase());
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
  if (type === 'Ready') return status ? green : red;
  if (!status) return dim;
  return type === 'Stalled' ? red : yellow;
}
