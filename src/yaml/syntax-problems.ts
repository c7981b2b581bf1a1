import type { Document, ErrorCode } from 'yaml';
import type { TextLines } from './text-lines.ts';
import { problemAt } from './text-lines.ts';
import type { Complaint, TextProblem } from './text-problem.ts';

const MOST_A_DOCUMENT = 20;

/**
 * What the YAML reader has against a document, in our words: its own quote the text, which may hold a secret.
 * One a line, since everything after the first on a line usually follows from it.
 */
export function syntaxProblems(document: Document.Parsed, lines: TextLines): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const seenLines = new Set<number>();
  // An unknown tag is only a warning there: the value would silently become a text.
  for (const error of [...document.errors, ...document.warnings]) {
    const [start, end] = error.pos;
    const problem = problemAt(lines, { start, end }, complaintOf(error.code));
    if (seenLines.has(problem.line)) continue;
    seenLines.add(problem.line);
    problems.push(problem);
    if (problems.length >= MOST_A_DOCUMENT) break;
  }
  return problems;
}

function complaintOf(code: ErrorCode): Complaint {
  const known = COMPLAINTS[code];
  return { code: 'YAML_SYNTAX', message: 'This is not YAML.', ...(known ?? unknownComplaint) };
}

const unknownComplaint = { suggestion: 'Look at colons, quotes, brackets and indentation here and in the line above.' };

const COMPLAINTS: { readonly [code in ErrorCode]?: Partial<Complaint> } = {
  TAG_RESOLVE_FAILED: {
    code: 'YAML_UNKNOWN_TAG',
    message:
      'Tags other than those of plain texts, numbers, lists and mappings are refused, and so is a value that does not fit its tag.',
    suggestion: 'Remove the tag; a text that begins with ! needs quotes.',
  },
  NON_STRING_KEY: {
    code: 'YAML_KEY_NOT_TEXT',
    message: 'A key must be a plain word, not a list, a mapping or an alias.',
    suggestion: 'If this was meant as a value, write its key in front of it.',
  },
  RESOURCE_EXHAUSTION: { code: 'YAML_TOO_DEEP', message: 'More is nested here than can be read.' },
  TAB_AS_INDENT: { message: 'A tab cannot indent in YAML.', suggestion: 'Indent with spaces.' },
  BAD_INDENT: {
    message: 'This line is not indented like its neighbours, so it is not clear what it belongs to.',
    suggestion: 'Start it in the same column as the lines that it belongs with.',
  },
  MISSING_CHAR: {
    message: 'Something is missing here: a colon behind a key, a closing quote or bracket, or a space.',
    suggestion: 'Write `key: value`, and close what was opened above.',
  },
  UNEXPECTED_TOKEN: {
    message: 'This cannot stand here.',
    suggestion: 'A text with special characters needs quotes; each `key: value` needs its own line.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A second `key: value` cannot stand on the same line.',
    suggestion: 'Give it its own line; if it is one text, put it in quotes.',
  },
  BLOCK_IN_FLOW: {
    message: 'Inside { } or [ ] no indented lists or mappings can stand.',
    suggestion: 'Close the bracket first, or write the inner one with brackets too.',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'This line is no `key: value`.',
    suggestion: 'Write a colon and a space behind the key; a text over several lines needs quotes or `|`.',
  },
  BAD_SCALAR_START: {
    message: 'A text cannot begin with this character.',
    suggestion: 'Put the text in quotes.',
  },
  BAD_DQ_ESCAPE: {
    message: 'There is no such escape sequence in double quotes.',
    suggestion: 'Use single quotes, in which a backslash is only a backslash, or double the backslash.',
  },
  KEY_OVER_1024_CHARS: {
    message: 'A key is longer than 1,024 characters.',
    suggestion: 'Is a colon or a line break missing?',
  },
  MULTIPLE_ANCHORS: {
    message: 'A value can have only one anchor.',
    suggestion: 'A text that begins with & needs quotes.',
  },
  MULTIPLE_TAGS: { message: 'A value can have only one tag.', suggestion: 'A text that begins with ! needs quotes.' },
  ALIAS_PROPS: {
    message: 'An alias can have neither anchor nor tag.',
    suggestion: 'A text that begins with * needs quotes.',
  },
  BAD_ALIAS: { message: 'This is no alias.', suggestion: 'A text that begins with * needs quotes.' },
};
