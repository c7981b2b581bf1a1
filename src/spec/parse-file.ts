import { decodeText } from '../yaml/decode-text.ts';
import { maskSecrets } from '../yaml/mask-secrets.ts';
import { readYaml, type YamlDocument } from '../yaml/read-yaml.ts';
import { placeFindings } from '../yaml/place-findings.ts';
import { indexLines, type TextLines } from '../yaml/text-lines.ts';
import type { TextProblem } from '../yaml/text-problem.ts';
import { checkDocument, isMapping } from './check-document.ts';
import { parseSpec, type WrittenSpec } from './parse-spec.ts';
import type { ParsedDocument, ParsedFile, PlacedText } from './parsed-spec.ts';

/** Whoever has more to mend than this looks again after the first thousand. */
const MOST_PROBLEMS = 1000;

/** One file by itself: every document that it holds, and every problem that needs no neighbour to be seen. Never throws. */
export function parseFile(bytes: Uint8Array): ParsedFile {
  const decoded = decodeText(bytes);
  if ('problem' in decoded) return { documents: [], problems: [decoded.problem] };
  const lines = indexLines(decoded.text);
  const yaml = readYaml(lines);
  const documents: ParsedDocument[] = [];
  const problems: TextProblem[] = [...yaml.problems];
  for (const document of yaml.documents) {
    const parsed = parseDocument(document, lines);
    documents.push(parsed.document);
    problems.push(...parsed.problems);
  }
  return { documents, problems: maskSecrets(atMost(problems), lines) };
}

function parseDocument(
  yaml: YamlDocument,
  lines: TextLines,
): { document: ParsedDocument; problems: readonly TextProblem[] } {
  const findings = yaml.isBroken ? [] : checkDocument(yaml.value);
  const problems = [...yaml.problems, ...placeFindings(findings, yaml, lines)];
  const document: ParsedDocument = {
    line: yaml.line,
    ...placed('name', ['metadata', 'name'], yaml, lines),
    ...placed('subscriptionId', ['spec', 'subscriptionId'], yaml, lines),
    ...placed('hostingPlan', ['spec', 'hostingPlan'], yaml, lines),
    // Schema and checks approve of it, so it has this shape.
    ...(problems.length === 0 && { spec: parseSpec(yaml.value as WrittenSpec) }),
  };
  return { document, problems };
}

/** A text of the document with its place, where there is one that a person would recognise. */
function placed(
  key: 'name' | 'subscriptionId' | 'hostingPlan',
  path: readonly [string, string],
  { value, locate }: YamlDocument,
  lines: TextLines,
): { readonly [key in 'name' | 'subscriptionId' | 'hostingPlan']?: PlacedText } {
  const outer = isMapping(value) ? value[path[0]] : undefined;
  const text = isMapping(outer) ? outer[path[1]] : undefined;
  if (typeof text !== 'string' || text === '' || text.length > 253) return {};
  const { line, column } = lines.placeOf(locate(path, 'value').start);
  return { [key]: [key === 'subscriptionId' ? text.toLowerCase() : text, line, column] };
}

function atMost(problems: readonly TextProblem[]): readonly TextProblem[] {
  const more = problems.length - MOST_PROBLEMS;
  if (more <= 0) return problems;
  const { line = 1, column = 1 } = problems[MOST_PROBLEMS] ?? {};
  return [
    ...problems.slice(0, MOST_PROBLEMS),
    {
      code: 'TOO_MANY_PROBLEMS',
      severity: 'error',
      line,
      column,
      message: `${more} more problems of this file are not listed.`,
      suggestion: 'Mend those above first.',
    },
  ];
}
