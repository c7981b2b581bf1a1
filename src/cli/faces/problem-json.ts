import type { Problem } from '../../model/problem.ts';

/** `{ "problems": [ { code, severity, file, line, column, message, suggestion } ] }`: an interface others build on. */
export function formatProblemsJson(problems: readonly Problem[]): string {
  const told = problems.map(({ code, severity, file, line, column, message, suggestion }) => ({
    code,
    severity,
    file,
    line,
    column,
    message,
    ...(suggestion !== undefined && { suggestion }),
  }));
  return `${JSON.stringify({ problems: told }, null, 2)}\n`;
}
