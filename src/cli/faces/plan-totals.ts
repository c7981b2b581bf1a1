import type { Plan, SummaryKey } from '../../model/plan.ts';
import type { Look } from './look.ts';
import { flow } from './wrap.ts';
import { paintVerb, VERB_ORDER, VERBS } from './verbs.ts';

export interface Totals {
  /** Verbs that apply would carry out, most consequential first. */
  readonly toDo: readonly (readonly [SummaryKey, number])[];
  readonly blocked: number;
  readonly paused: number;
  /** As declared: without those that differ and are paused. */
  readonly unchanged: number;
}

/** A paused VDC is counted as unchanged by the plan, since nothing is done to it; people want to see it by itself. */
export function countTotals({ summary, vdcs }: Pick<Plan, 'summary' | 'vdcs'>): Totals {
  const paused = vdcs.filter((vdc) => vdc.paused !== undefined);
  const verbs = VERB_ORDER.filter((verb) => verb !== 'blocked' && verb !== 'unchanged' && summary[verb] > 0);
  return {
    toDo: verbs.map((verb) => [verb, summary[verb]]),
    blocked: summary.blocked,
    paused: paused.length,
    unchanged: summary.unchanged - paused.filter((vdc) => vdc.verb === 'unchanged').length,
  };
}

export function countVdcs(count: number): string {
  return count === 1 ? '1 VDC' : `${count} VDCs`;
}

/** `Plan: 1 to create, 1 to update, 7 unchanged. 1 blocked. 1 paused: shown, not applied.` */
export function totalsLines(plan: Pick<Plan, 'summary' | 'vdcs'>, look: Look): readonly string[] {
  const { toDo, blocked, paused, unchanged } = countTotals(plan);
  const { bold, green, yellow } = look.paint;
  const notes = [
    ...(blocked === 0 ? [] : [`${paintVerb('blocked', `${blocked} blocked`, look)}.`]),
    ...(paused === 0 ? [] : [yellow(`${paused} paused: shown, not applied.`)]),
  ];
  if (toDo.length === 0 && blocked === 0) {
    return flow([green(bold('No changes.')), ...asDeclared(unchanged, paused), ...notes], ' ', look.width);
  }
  const counts = toDo.map(([verb, count]) => paintVerb(verb, `${count} ${VERBS[verb].toDo}`, look));
  if (unchanged > 0) counts.push(`${unchanged} unchanged`);
  if (counts.length === 0) counts.push('nothing to do');
  const listed = counts.map((count, index) => count + (index === counts.length - 1 ? '.' : ','));
  const lead = 'Plan: ';
  const lines = flow([...listed, ...notes], ' ', look.width - lead.length);
  return lines.map((line, index) => (index === 0 ? bold(lead) : ' '.repeat(lead.length)) + line);
}

function asDeclared(unchanged: number, paused: number): readonly string[] {
  if (unchanged === 0) return paused === 0 ? ['No VDC is declared.'] : [];
  return [unchanged === 1 ? '1 VDC is as declared.' : `${unchanged} VDCs are as declared.`];
}
