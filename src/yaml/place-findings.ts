import type { Finding } from './check-fields.ts';
import type { YamlDocument } from './read-yaml.ts';
import { problemAt, type TextLines } from './text-lines.ts';
import type { TextProblem } from './text-problem.ts';

/** The findings at their lines. What the YAML itself is wrong with at the same place is not told a second time. */
export function placeFindings(
  findings: readonly Finding[],
  document: YamlDocument,
  lines: TextLines,
): readonly TextProblem[] {
  const known = new Set(document.problems.map(({ line, column }) => `${line}:${column}`));
  return findings
    .map(({ path, part, complaint }) => problemAt(lines, document.locate(path, part), complaint))
    .filter(({ line, column }) => !known.has(`${line}:${column}`));
}
