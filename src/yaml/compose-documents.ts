import { Composer, type Document, Lexer, Parser } from 'yaml';
import type { TextLines } from './text-lines.ts';
import { problemAt } from './text-lines.ts';
import type { Complaint, TextProblem } from './text-problem.ts';

/** Beyond these a file is an attack or an accident; with them no text of 1 MiB takes longer than seconds. */
export const YAML_LIMITS = { documents: 10_000, tokensADocument: 50_000, depth: 64 } as const;

const OPTIONS = {
  schema: 'core',
  version: '1.2',
  merge: false,
  // `!!binary`, `!!timestamp` and the like stay unknown: no field wants them.
  resolveKnownTags: false,
  stringKeys: true,
  // The library compares each key with every other (1 MiB of keys: 271 s). `toPlainValue` finds doubled ones with a Set.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

export interface ComposedText {
  readonly documents: readonly Document.Parsed[];
  /** Of the file, not of one document. Where one says that reading stopped, documents behind that place are missing. */
  readonly problems: readonly TextProblem[];
}

/** Takes the text apart into documents, token by token, and stops where a limit is passed. Never throws. */
export function composeDocuments(lines: TextLines): ComposedText {
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
  const documents: Document.Parsed[] = [];
  const problems: TextProblem[] = [];
  const stop = (complaint: Complaint): ComposedText => {
    // The composer keeps a document back until it sees the next one; this one is whole.
    documents.push(...composer.end());
    const at = Math.min(parser.offset, lines.text.length);
    return { documents, problems: [...problems, problemAt(lines, { start: at, end: at + 1 }, complaint)] };
  };

  let tokens = 0;
  try {
    for (const lexeme of new Lexer().lex(lines.text)) {
      tokens += 1;
      for (const token of parser.next(lexeme)) {
        if (token.type === 'directive') {
          // Not handed on: `%YAML 1.1` would turn `yes` and `no` into true and false.
          const span = { start: token.offset, end: token.offset + token.source.length };
          problems.push(problemAt(lines, span, directive));
          continue;
        }
        if (token.type === 'document') tokens = 0;
        documents.push(...composer.next(token));
      }
      if (parser.stack.length > YAML_LIMITS.depth) return stop(tooDeep);
      if (tokens > YAML_LIMITS.tokensADocument) return stop(tooManyTokens);
      if (documents.length > YAML_LIMITS.documents) return stop(tooManyDocuments);
    }
    for (const token of parser.end()) documents.push(...composer.next(token));
    documents.push(...composer.end());
  } catch {
    // The library met a text that it has no word for. Whatever it was, the author must learn of it at its place; its
    // composer is not asked again.
    const at = Math.min(parser.offset, lines.text.length);
    return { documents, problems: [...problems, problemAt(lines, { start: at, end: at + 1 }, unreadable)] };
  }
  return { documents, problems };
}

const directive: Complaint = {
  code: 'YAML_DIRECTIVE',
  message: 'Directives are refused: they change what the lines below them mean.',
  suggestion: 'Remove the line.',
};
const tooDeep: Complaint = {
  code: 'YAML_TOO_DEEP',
  message: `More than ${YAML_LIMITS.depth} levels are nested here; the rest of the file was not read.`,
  suggestion: 'Look for brackets or dashes that are never closed.',
};
const tooManyTokens: Complaint = {
  code: 'YAML_TOO_LONG',
  message: `One document has more than ${YAML_LIMITS.tokensADocument.toLocaleString('en')} parts; the rest of the file was not read.`,
  suggestion: 'Give each VDC its own document, separated by `---`.',
};
const tooManyDocuments: Complaint = {
  code: 'YAML_TOO_MANY_DOCUMENTS',
  message: `The file has more than ${YAML_LIMITS.documents.toLocaleString('en')} documents; the rest of it was not read.`,
  suggestion: 'Split it into several files.',
};
const unreadable: Complaint = {
  code: 'YAML_SYNTAX',
  message: 'This is no YAML that could be read; the rest of the file was not read.',
};
