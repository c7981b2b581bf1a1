import type { Plan, SummaryKey } from '../../model/plan.ts';
import { codedLines } from './coded-lines.ts';
import type { Look } from './look.ts';
import { showName } from './safe-text.ts';
import { paintVerb, VERB_ORDER, VERBS } from './verbs.ts';
import { flow, wrapText } from './wrap.ts';

/** What a daemon tells of the plan that it refuses. */
export type RefusedFace = Pick<Plan, 'fingerprint' | 'summary' | 'unsafe'>;

const headline = 'Refused: the daemon carries out nothing of this plan without approval.';

/** Why a plan is refused and how much it would do, as far as a daemon tells it; the plan itself shows in `vdc plan`. */
export function refusedPlanLines({ fingerprint, summary, unsafe }: RefusedFace, look: Look): readonly string[] {
  const { red, bold, dim } = look.paint;
  return [
    ...wrapText(headline, look.width).map((line) => red(bold(line))),
    ...unsafe.flatMap((reason) => {
      const [first = '', ...rest] = codedLines('  ! ', '    ', reason, look);
      return [first.replace('!', red('!')), ...rest];
    }),
    ...summaryLines(summary, '  ', look),
    `  ${dim(showName(fingerprint, look))}`,
  ];
}

/** `1 to create, 2 to delete, 7 unchanged`; nothing for a summary of nothing. */
export function summaryLines(summary: Readonly<Record<string, number>>, indent: string, look: Look): readonly string[] {
  const counts = VERB_ORDER.filter((verb) => (summary[verb] ?? 0) > 0).map((verb: SummaryKey) =>
    paintVerb(verb, `${summary[verb]} ${VERBS[verb].toDo}`, look),
  );
  const listed = counts.map((count, index) => (index === counts.length - 1 ? count : `${count},`));
  return flow(listed, ' ', look.width - indent.length).map((line) => indent + line);
}

/** Whether a person's word can lift the refusal. */
export function isApprovable({ unsafe }: Pick<RefusedFace, 'unsafe'>): boolean {
  return unsafe.every((reason) => reason.isApprovable);
}
