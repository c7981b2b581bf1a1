import type { Plan } from '../../model/plan.ts';
import { approveCommand } from './approve-command.ts';
import { codedLines } from './coded-lines.ts';
import type { Look } from './look.ts';
import { showName } from './safe-text.ts';
import { wrapText } from './wrap.ts';

export interface Refusal {
  readonly headline: string;
  readonly advice: string;
  /** Absent where no approval helps. */
  readonly command?: string;
}

/** What every face says of a plan that is refused as a whole; undefined for a plan that is not. */
export function refusalOf(
  plan: Pick<Plan, 'unsafe' | 'fingerprint' | 'scope'>,
  applyCommand?: string,
): Refusal | undefined {
  if (plan.unsafe.length === 0) return undefined;
  if (plan.unsafe.some((reason) => !reason.isApprovable)) {
    return {
      headline: 'Refused: nothing of this plan is carried out, and no approval helps.',
      advice: 'What was observed cannot be trusted, so acting on it could do harm. Mend the cause, then plan again.',
    };
  }
  return {
    headline: 'Refused: nothing of this plan is carried out without approval.',
    advice:
      'Did the specs lose files, or WAP its answers? Read the plan. If you mean every line of it, this approves exactly this plan and no other:',
    command: approveCommand(plan, applyCommand),
  };
}

/** The end of a refused plan. The command stands alone on its line, never wrapped, so that it can be copied whole. */
export function refusalLines(
  plan: Pick<Plan, 'unsafe' | 'fingerprint' | 'scope'>,
  look: Look,
  applyCommand?: string,
): readonly string[] {
  const refusal = refusalOf(plan, applyCommand);
  if (refusal === undefined) return [];
  const { red, bold } = look.paint;
  return [
    ...wrapText(refusal.headline, look.width).map((line) => red(bold(line))),
    ...plan.unsafe.flatMap((reason) => {
      const [first = '', ...rest] = codedLines('  ! ', '    ', reason, look);
      return [first.replace('!', red('!')), ...rest];
    }),
    '',
    ...wrapText(refusal.advice, look.width),
    ...(refusal.command === undefined ? [] : ['', `  ${bold(showName(refusal.command, look))}`]),
  ];
}
