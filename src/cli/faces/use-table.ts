import type { LimitsAndUse, Unread } from '../../model/observed-state.ts';
import type { Limit, Limits } from '../../model/virtual-data-center.ts';
import { formatLimit, limitFields, specField } from '../../planner/words.ts';
import type { Look } from './look.ts';
import { showMessage } from './safe-text.ts';
import { type Cell, formatTable } from './table.ts';
import { hang } from './wrap.ts';

/** The largest that gives a whole number. */
const UNITS = { ram: 'Ti', disk: 'Ti' } as const;

/** Limit and use side by side, in the words of the spec; or why use could not be read. */
export function formatUse(answer: LimitsAndUse | Unread, look: Look): readonly string[] {
  if ('unread' in answer)
    return hang('  ', showMessage(`use could not be read: ${answer.unread}`, look), look.width).map(look.paint.yellow);
  const { limits, use } = answer;
  const rows = limitFields.map((field): readonly Cell[] => {
    const limit = limits[field];
    const used = use[field];
    const left = limit === 'unlimited' || used === undefined ? undefined : limit - used;
    return [
      { text: specField[field], style: look.paint.dim },
      amount(field, limit),
      used === undefined ? 'not told' : amount(field, used),
      left === undefined ? '' : leftCell(left, amount(field, Math.abs(left)), look),
    ];
  });
  const columns = [
    { header: '' },
    { header: 'LIMIT', align: 'right' },
    { header: 'IN USE', align: 'right' },
    { header: 'LEFT', align: 'right' },
  ] as const;
  return formatTable(columns, rows, look, '  ');
}

/** Nothing is nothing in any unit. */
function amount(field: keyof Limits, value: Limit): string {
  return value === 0 ? '0' : String(formatLimit(field, value, UNITS));
}

function leftCell(left: number, shown: string, look: Look): Cell {
  return left < 0 ? { text: `${shown} over`, style: look.paint.red } : shown;
}

/** The same for programs: `{ "cpu": { "limit": 16, "use": 8 }, … }`, or `{ "unread": … }`. */
export function useData(answer: LimitsAndUse | Unread): unknown {
  if ('unread' in answer) return answer;
  return Object.fromEntries(
    limitFields.map((field) => {
      const used = answer.use[field];
      return [
        specField[field],
        {
          limit: formatLimit(field, answer.limits[field], UNITS),
          use: used === undefined ? null : formatLimit(field, used, UNITS),
        },
      ];
    }),
  );
}
