import type { Problem } from '../model/problem.ts';
import { formatProblemsGithub } from './faces/problem-github.ts';
import { formatProblemsJson } from './faces/problem-json.ts';
import { formatProblemsSarif } from './faces/problem-sarif.ts';
import { formatProblemsText, type ReportStyle } from './faces/problem-text.ts';

export type { ReportStyle } from './faces/problem-text.ts';
export type ProblemFormat = 'text' | 'json' | 'github' | 'sarif';

/** The problems for people, programs, pull requests or code scanning. Ends with a newline unless there is nothing to say. */
export function reportProblems(problems: readonly Problem[], format: ProblemFormat, style: ReportStyle): string {
  switch (format) {
    case 'text':
      return formatProblemsText(problems, style);
    case 'json':
      return formatProblemsJson(problems);
    case 'github':
      return formatProblemsGithub(problems);
    case 'sarif':
      return formatProblemsSarif(problems);
    default:
      return assertNever(format);
  }
}

function assertNever(format: never): never {
  throw new TypeError(`no such format: ${String(format)}`);
}
