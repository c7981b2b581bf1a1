import type { FightStatus } from '../../model/daemon-status.ts';
import type { Look } from './look.ts';
import { type Cell, type Column, formatTable } from './table.ts';
import { formatAge, formatDuration } from './time.ts';
import { wrapText } from './wrap.ts';

const COLUMNS: readonly Column[] = [
  { header: 'VDC', tooWide: 'clip' },
  { header: 'FIELD' },
  { header: 'WE MAKE IT', tooWide: 'wrap' },
  { header: 'SOMEBODY MAKES IT', tooWide: 'wrap' },
  { header: 'TIMES', align: 'right' },
  { header: 'SINCE', align: 'right' },
  { header: 'NEXT TRY', align: 'right' },
];

/** Corrections that somebody undoes again and again: which field, both values, and when it is tried once more. */
export function fightLines(fights: readonly FightStatus[], look: Look, nowMs: number): readonly string[] {
  if (fights.length === 0) return [];
  const rows = fights.map((fight): readonly Cell[] => [
    { text: fight.vdc, style: look.paint.bold },
    fight.field,
    { text: fight.ours, style: look.paint.green },
    { text: fight.theirs, style: look.paint.yellow },
    String(fight.times),
    formatAge(nowMs - fight.sinceMs),
    fight.nextTryAtMs > nowMs ? `in ${formatDuration(fight.nextTryAtMs - nowMs)}` : 'now',
  ]);
  const { yellow, bold } = look.paint;
  const headline = 'Fights: somebody undoes what is corrected here, so the daemon stands down from it for a while.';
  return [
    ...wrapText(headline, look.width).map((line) => yellow(bold(line))),
    ...formatTable(COLUMNS, rows, look, '  '),
  ];
}
