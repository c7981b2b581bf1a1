import type { Problem } from '../../model/problem.ts';

/** Workflow commands: GitHub shows each beside its line in the pull request. */
export function formatProblemsGithub(problems: readonly Problem[]): string {
  return problems.map((problem) => `${annotation(problem)}\n`).join('');
}

function annotation({ severity, file, line, column, code, message, suggestion }: Problem): string {
  const place = `file=${property(file)},line=${line},col=${column},title=${property(code)}`;
  return `::${severity} ${place}::${data(suggestion === undefined ? message : `${message} ${suggestion}`)}`;
}

// A line break would end the command, and the next line could begin another one.
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
