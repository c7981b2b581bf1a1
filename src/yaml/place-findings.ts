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
    .filter(({ line, column }) => {
      // A value begins behind its tag, and with the tag refused it is only the text that is left over.
      const tag = /!\S*\s+$/.exec(
        lines
          .lineText(line)
          .slice(0, column - 1)
          .slice(-200),
      );
      return !known.has(`${line}:${column}`) && !(tag && known.has(`${line}:${column - tag[0].length}`));
    });
}
