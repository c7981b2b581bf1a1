import type { FightStatus } from '../../model/daemon-status.ts';
import type { Look } from './look.ts';
import { type Cell, type Column, formatTable } from './table.ts';
import { formatAge, formatDuration } from './time.ts';
import { wrapText } from './wrap.ts';

const COLUMNS: readonly Column[] = [
  { header: 'VDC', tooWide: 'clip' },
  { header: 'FIELD' },
  { header: 'OURS', tooWide: 'wrap' },
  { header: 'THEIRS', tooWide: 'wrap' },
  { header: 'UNDONE', align: 'right' },
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
    `${fight.times} times in ${formatAge(nowMs - fight.sinceMs)}`,
    fight.nextTryAtMs > nowMs ? `in ${formatDuration(fight.nextTryAtMs - nowMs)}` : 'now',
  ]);
  const { yellow, bold } = look.paint;
  const headline = 'Fights: somebody undoes what is corrected here, so the daemon stands down from it for a while.';
  return [
    ...wrapText(headline, look.width).map((line) => yellow(bold(line))),
    ...formatTable(COLUMNS, rows, look, '  '),
  ];
}
