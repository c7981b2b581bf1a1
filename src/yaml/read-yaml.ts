import type { Document } from 'yaml';
import { composeDocuments } from './compose-documents.ts';
import { locateIn, type Locate } from './locate.ts';
import { toPlainValue } from './plain-value.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { problemAt, type TextLines } from './text-lines.ts';
import type { TextProblem } from './text-problem.ts';

export interface YamlDocument {
  /** Where its first key or value stands, from 1. */
  readonly line: number;
  /** Plain data; null where there is nothing. Never change it. */
  readonly value: unknown;
  /** Its text is no YAML: `value` is only what could be saved of it, and its shape means nothing. */
  readonly isBroken: boolean;
  readonly problems: readonly TextProblem[];
  readonly locate: Locate;
}

/** All documents of a text that hold anything, and what is wrong with the text between and around them. Never throws. */
export function readYaml(lines: TextLines): {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly TextProblem[];
} {
  const composed = composeDocuments(lines);
  const documents = composed.documents.map((document) => readDocument(document, lines));
  return {
    documents: documents.filter(({ value, problems }) => value !== null || problems.length > 0),
    problems: composed.problems,
  };
}

function readDocument(document: Document.Parsed, lines: TextLines): YamlDocument {
  const { value, complaints, targets } = toPlainValue(document);
  const syntax = syntaxProblems(document, lines);
  const own = complaints.map(({ span, complaint }) => problemAt(lines, span, complaint));
  const locate = locateIn(document, targets);
  const start = locate([], 'value').start;
  return {
    line: lines.placeOf(start).line,
    value,
    isBroken: syntax.some(({ code }) => code === 'YAML_SYNTAX' || code === 'YAML_TOO_DEEP'),
    problems: [...syntax, ...own.filter((problem) => !syntax.some((other) => isSame(problem, other)))],
    locate,
  };
}

function isSame(one: TextProblem, other: TextProblem): boolean {
  return one.code === other.code && one.line === other.line;
}
