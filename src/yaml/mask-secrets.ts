import type { TextLines } from './text-lines.ts';
import type { Span, TextProblem } from './text-problem.ts';

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
  const hidden = linesLikeSecrets(lines.text);
  for (const { start, end } of secrets) {
    const last = lines.placeOf(Math.max(start, end - 1)).line;
    for (let line = lines.placeOf(start).line; line <= last; line++) hidden.add(line);
  }
  return problems.map((problem) => (problem.excerpt && hidden.has(problem.line) ? masked(problem) : problem));
}

/** The name of a secret has such a word in it, in the languages that our operators write. */
const SECRET_NAME =
  /[\p{L}\w-]{0,40}(?:pass|pwd|secret|token|credential|private|api[-_]?key|kennwort|parol|пароль)[\p{L}\w-]{0,40}/giu;

/** A secret's name and where it comes from, or nothing yet: that may be shown. */
const NAMED_SOURCE =
  /["']?[\w-]{0,40}(?:pass|pwd|secret|token)[\w-]{0,40}["']?\s{0,9}:\s{0,9}(?:\{\s{0,9}["']?(?:env|file)["']?\s{0,9}:\s{0,9}["']?[\w./\\:-]{0,200}["']?\s{0,9}\}|\{?\s*$)/gi;

/** The name of a secret, and nothing behind it: what comes is on the next lines. */
const NAMED_SOURCE_AT_END = /(?:pass|pwd|secret|token)[\w-]{0,40}["']?\s{0,9}:\s*\{?\s*$/i;

/** Below a secret's name: where it comes from, or only brackets. */
const HARMLESS_BELOW = /^\s*(?:["']?(?:env|file)["']?\s*:\s*["']?[\w./\\:-]*["']?\s*,?|[{}\s,]*)$/;

const PLAIN_KEY = /^\s*(?:- )?["']?[A-Za-z][\w.-]{0,60}["']?\s*:(?:\s|$)/;

/** Nobody writes such a line; looking for more than a word in it could take for ever. */
const LONGEST_LOOKED_AT = 2000;

const PASSWORD_IN_URL = /\/\/[^\s/@:]*:[^\s/@]+@/;

/** Numbers of the lines, from 1. */
function linesLikeSecrets(text: string): Set<number> {
  const hidden = new Set<number>();
  // Where the last secret's name began, as long as its value may still be going on.
  let openColumn: number | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const column = line.search(/[^\s-]/);
    if (openColumn !== undefined && column <= openColumn && PLAIN_KEY.test(line)) openColumn = undefined;
    if (openColumn !== undefined && HARMLESS_BELOW.test(line)) continue;
    if (openColumn !== undefined) hidden.add(index + 1);
    if (PASSWORD_IN_URL.test(line.slice(0, LONGEST_LOOKED_AT))) hidden.add(index + 1);
    const names = namesSecret(line.slice(0, LONGEST_LOOKED_AT).replaceAll(NAMED_SOURCE, ''));
    if (names || line.length > LONGEST_LOOKED_AT) hidden.add(index + 1);
    if (names || NAMED_SOURCE_AT_END.test(line)) openColumn = column;
  }
  return hidden;
}

/**
 * Whether a secret's name stands here. As the value of another key it is only a word (`mode: token`), and in a comment too,
 * unless something is given to it.
 */
function namesSecret(line: string): boolean {
  const comment = line.search(/(?:^|\s)#/);
  for (const match of line.matchAll(SECRET_NAME)) {
    const isGiven = /^["']?\s*[:=]/.test(line.slice(match.index + match[0].length));
    const isComment = comment !== -1 && match.index > comment;
    const isValue = /:\s+["']?$/.test(line.slice(Math.max(0, match.index - 20), match.index));
    if (isGiven || !(isComment || isValue)) return true;
  }
  return false;
}

/** The key stays readable where the line begins with one; its value never. */
function masked(problem: TextProblem): TextProblem {
  const key = PLAIN_KEY.exec(problem.excerpt?.text ?? '')?.[0].trimEnd();
  const text = `${key === undefined ? '' : `${key} `}******** (not shown: it may hold a secret)`;
  return { ...problem, excerpt: { text, length: 1 } };
}
