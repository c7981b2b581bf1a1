import type { TextLines } from './text-lines.ts';
import type { Span, TextProblem } from './text-problem.ts';

/** Words that a key whose value is a secret may have in its name, in the languages our operators write. */
const SECRET_KEY = /pass|pwd|secret|token|credential|private|api[-_]?key|kennwort|parol|пароль/i;

/** What may follow such a key in the open: nothing, or where the secret comes from. */
const HARMLESS_VALUE = /^\s*(?:\{\s*["']?(?:env|file|command)["']?\s*:\s*[^{}"',\s]*\s*\},?\s*)?(?:\}\s*)*(?:#.*)?$/;

const HARMLESS_LINE = /^\s*(?:#.*|["']?(?:env|file|command)["']?\s*:\s*\S*\s*(?:#.*)?|[{}\s,]*)$/;

const PASSWORD_IN_URL = /\/\/[^\s/@:]*:[^\s/@]+@/;

/**
 * The problems with every line hidden that may hold a secret: what the parser knows to be one (`secrets`), and what looks
 * like one in the bare text, since in a text that is no YAML a parser knows nothing. Rather hides too much.
 */
export function maskSecrets(
  problems: readonly TextProblem[],
  lines: TextLines,
  secrets: readonly Span[] = [],
): readonly TextProblem[] {
  if (problems.every(({ excerpt }) => excerpt === undefined)) return problems;
  const hidden = secretLines(lines.text);
  for (const { start, end } of secrets) {
    const last = lines.placeOf(Math.max(start, end - 1)).line;
    for (let line = lines.placeOf(start).line; line <= last; line++) hidden.add(line);
  }
  return problems.map((problem) => (problem.excerpt && hidden.has(problem.line) ? masked(problem) : problem));
}

/** Numbers of the lines, from 1, that may show a secret. */
function secretLines(text: string): Set<number> {
  const hidden = new Set<number>();
  // Set while the lines below a secret's key may carry its value: the column of that key.
  let keyColumn: number | undefined;
  let isFirstBelow = false;
  for (const [index, line] of text.split('\n').entries()) {
    const column = line.search(/[^\s-]/);
    if (column === -1) continue;
    if (keyColumn !== undefined && (column > keyColumn || isFirstBelow)) {
      if (!HARMLESS_LINE.test(line)) hidden.add(index + 1);
    } else keyColumn = undefined;
    isFirstBelow = false;
    for (const { index: colon } of line.matchAll(/:(?=\s|$)/g)) {
      if (!SECRET_KEY.test(keyBefore(line, colon))) continue;
      const value = line.slice(colon + 1);
      keyColumn = column;
      isFirstBelow = value.trim() === '';
      if (HARMLESS_VALUE.test(value)) continue;
      hidden.add(index + 1);
      break;
    }
    if (PASSWORD_IN_URL.test(line)) hidden.add(index + 1);
  }
  return hidden;
}

function keyBefore(line: string, colon: number): string {
  const before = line.slice(Math.max(0, colon - 60), colon);
  return before.slice(Math.max(...['{', '}', '[', ']', ','].map((separator) => before.lastIndexOf(separator))) + 1);
}

/** The key stays readable where the line begins with one; its value never. */
function masked(problem: TextProblem): TextProblem {
  const key = /^(?:\s|- )*["']?[A-Za-z][\w.-]*["']?\s*:(?=\s)/.exec(problem.excerpt?.text ?? '')?.[0];
  const text = `${key ?? ''} ******** (not shown: it may hold a secret)`.slice(key === undefined ? 1 : 0);
  return { ...problem, excerpt: { text, length: 1 } };
}
