import type { Plan, SummaryKey } from '../../model/plan.ts';
import type { Look } from './look.ts';
import { flow } from './wrap.ts';
import { paintVerb, VERB_ORDER, VERBS } from './verbs.ts';

/** True when there is nothing that apply would do and nothing that a person should look at, VDC by VDC. */
export function isQuiet(plan: Pick<Plan, 'summary' | 'vdcs'>): boolean {
  const isCounted = VERB_ORDER.some((verb) => verb !== 'unchanged' && plan.summary[verb] > 0);
  return !isCounted && plan.vdcs.every((vdc) => vdc.actions.length === 0 && vdc.blocks.length === 0);
}

export function countVdcs(count: number): string {
  return count === 1 ? '1 VDC' : `${count} VDCs`;
}

/** `Plan: 1 to create, 1 to update, 7 unchanged. 1 blocked. 1 paused: shown, not applied.` */
export function totalsLines(plan: Pick<Plan, 'summary' | 'vdcs'>, look: Look): readonly string[] {
  const { summary } = plan;
  const pausedCount = plan.vdcs.filter((vdc) => vdc.paused !== undefined).length;
  const notes = [
    ...(summary.blocked === 0 ? [] : [`${paintVerb('blocked', countOf(summary, 'blocked'), look)}.`]),
    ...(pausedCount === 0 ? [] : [look.paint.yellow(`${pausedCount} paused: shown, not applied.`)]),
  ];
  if (isQuiet(plan)) return flow([quietSentence(summary.unchanged, look), ...notes], ' ', look.width);
  const verbs = VERB_ORDER.filter((verb) => verb !== 'blocked' && verb !== 'unchanged' && summary[verb] > 0);
  const counts = verbs.map((verb) => paintVerb(verb, countOf(summary, verb), look));
  if (summary.unchanged > 0) counts.push(countOf(summary, 'unchanged'));
  if (counts.length === 0) counts.push('nothing to do');
  const listed = counts.map((count, index) => count + (index === counts.length - 1 ? '.' : ','));
  const lead = 'Plan: ';
  const lines = flow([...listed, ...notes], ' ', look.width - lead.length);
  return lines.map((line, index) => (index === 0 ? look.paint.bold(lead) : ' '.repeat(lead.length)) + line);
}

function quietSentence(unchanged: number, look: Look): string {
  const rest = unchanged === 1 ? '1 VDC is as declared.' : `${unchanged} VDCs are as declared.`;
  return `${look.paint.green(look.paint.bold('No changes.'))} ${rest}`;
}

function countOf(summary: Plan['summary'], verb: SummaryKey): string {
  return `${summary[verb]} ${VERBS[verb].toDo}`;
}
