import type { Plan, Warning } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import { codedLines } from './coded-lines.ts';
import type { Look } from './look.ts';
import { showMessage, showName } from './safe-text.ts';
import { hang, wrapText } from './wrap.ts';

const MOST_PROBLEMS = 20;
const MOST_OF_A_KIND = 3;

/** Documents that could not be used, and what that means for everything else: nothing of it may look like a removal. */
export function problemLines(problems: readonly Problem[], look: Look): readonly string[] {
  if (problems.length === 0) return [];
  const errors = problems.filter((problem) => problem.severity === 'error');
  const { red, yellow, bold } = look.paint;
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in the specs.`;
  const meaning =
    errors.length === 0
      ? 'None of them keeps a document from being used.'
      : 'VDCs of invalid documents are left as they are, and nothing at all is deleted while one stands.';
  const [first = '', ...rest] = wrapText(`${count} ${meaning}`, look.width);
  const colour = errors.length === 0 ? yellow : red;
  const shown = [...errors, ...problems.filter((problem) => problem.severity !== 'error')].slice(0, MOST_PROBLEMS);
  const hidden = problems.length - shown.length;
  return [
    colour(bold(count)) + first.slice(count.length),
    ...rest,
    ...shown.flatMap((problem) => oneProblem(problem, look)),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    ...wrapText('`vdc validate` shows each with its line.', look.width - 2).map((line) => `  ${look.paint.dim(line)}`),
  ];
}

function oneProblem(problem: Problem, look: Look): readonly string[] {
  const place = showName(`${problem.file}:${problem.line}:${problem.column}`, look);
  const code = look.paint.dim(showName(problem.code, look));
  const text = showMessage([problem.message, problem.suggestion ?? ''].join(' '), look);
  return [`  ${look.paint.bold(place)}  ${code}`, ...hang('      ', text, look.width)];
}

/** Warnings, those of one code together: the thousandth of a kind tells nobody anything new. */
export function warningLines(warnings: Plan['warnings'], look: Look): readonly string[] {
  const byCode = new Map<string, Warning[]>();
  for (const warning of warnings) byCode.set(warning.code, [...(byCode.get(warning.code) ?? []), warning]);
  return [...byCode.values()].flatMap((alike) => {
    const shown = alike.length > MOST_OF_A_KIND + 1 ? alike.slice(0, MOST_OF_A_KIND) : alike;
    const lines = shown.flatMap((warning) => oneWarning(warning, look));
    const hidden = alike.length - shown.length;
    const code = showName(alike[0]?.code ?? '', look);
    return hidden === 0 ? lines : [...lines, look.paint.dim(`  and ${hidden} more of ${code}`)];
  });
}

function oneWarning(warning: Warning, look: Look): readonly string[] {
  const lead = 'Warning: ';
  const about = warning.vdc === undefined ? '' : `${warning.vdc}: `;
  const said = { code: warning.code, message: about + warning.message };
  const [first = '', ...rest] = codedLines(lead, '  ', said, look);
  return [first.replace(lead, look.paint.yellow(look.paint.bold(lead))), ...rest];
}
