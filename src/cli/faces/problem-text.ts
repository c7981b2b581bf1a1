import type { Problem } from '../../model/problem.ts';
import { type Glyphs, type Look, plainPaint, type Style, unicodeGlyphs } from './look.ts';
import { problemSummary } from './problem-summary.ts';
import { showMessage, showName } from './safe-text.ts';
import { takeColumns, textWidth } from './text-width.ts';
import { wrapText } from './wrap.ts';

/** How the report may present itself. */
export interface ReportStyle {
  readonly paint: { readonly error: Style; readonly warning: Style; readonly bold: Style; readonly dim: Style };
  /** Columns; `Infinity` where nothing is to be wrapped. */
  readonly width: number;
  readonly glyphs?: Glyphs;
}

const WIDEST = 120;
const NARROWEST = 60;

/** Each problem with its line and a caret under what is meant; how many they are at the end. Nothing where there is none. */
export function formatProblemsText(problems: readonly Problem[], style: ReportStyle): string {
  if (problems.length === 0) return '';
  const width = Math.max(NARROWEST, Math.min(style.width, WIDEST));
  const look: Look = { width, paint: plainPaint, glyphs: style.glyphs ?? unicodeGlyphs };
  const blocks = problems.map((problem) => `${block(problem, look, style.paint).join('\n')}\n`);
  return `${blocks.join('\n')}\n${count(problems, style.paint)}\n`;
}

type ReportPaint = ReportStyle['paint'];

function block(problem: Problem, look: Look, paint: ReportPaint): readonly string[] {
  const gutter = String(problem.line).length + 2;
  const indent = ' '.repeat(gutter + 3);
  const told = [problem.message, ...(problem.suggestion === undefined ? [] : [problem.suggestion])];
  return [
    headline(problem, look, paint),
    ...excerptLines(problem, look, paint, gutter),
    ...told
      .flatMap((text) => wrapText(showMessage(text, look), look.width - indent.length))
      .map((line) => indent + line),
  ];
}

function headline({ file, line, column, code, severity }: Problem, look: Look, paint: ReportPaint): string {
  const place = `${showName(file, look)}:${line}:${column}`;
  const summary = problemSummary(code) + (severity === 'warning' ? ' (warning)' : '');
  const gap = look.width - textWidth(`${place}  ${summary}`) - code.length;
  return `${paint.bold(place)}  ${paint[severity](summary)}${' '.repeat(Math.max(2, gap))}${paint.dim(code)}`;
}

function excerptLines(problem: Problem, look: Look, paint: ReportPaint, gutter: number): readonly string[] {
  const { line, column, excerpt, severity } = problem;
  if (excerpt === undefined) return [];
  const bar = look.glyphs.isAscii ? '|' : '│';
  const { text, before } = visiblePart(excerpt.text, column - 1, excerpt.length, look.width - gutter - 3);
  // What this terminal cannot show becomes longer; the caret follows.
  const [ahead, meant] = [text.slice(0, before), text.slice(before, before + excerpt.length)].map((part) =>
    textWidth(showName(part, look)),
  );
  return [
    `${paint.dim(`${String(line).padStart(gutter)} ${bar}`)} ${showName(text, look)}`,
    `${paint.dim(`${' '.repeat(gutter)} ${bar}`)} ${' '.repeat(ahead ?? 0)}${paint[severity]('^'.repeat(Math.max(1, meant ?? 1)))}`,
  ];
}

/** As much of the line as fits, around what is meant; `before` is where that begins in it. */
function visiblePart(line: string, from: number, length: number, room: number): { text: string; before: number } {
  const whole = textWidth(line.slice(0, from + length)) <= room;
  // The end of what is meant may be cut off, its beginning never.
  const start = whole ? 0 : Math.max(0, from - Math.floor(room / 3));
  const rest = line.slice(start);
  return {
    text: textWidth(rest) <= room ? rest : takeColumns(rest, room),
    before: Math.min(from - start, rest.length),
  };
}

function count(problems: readonly Problem[], paint: ReportPaint): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const files = new Set(problems.map(({ file }) => file)).size;
  const told = [
    ...(errors > 0 ? [paint.error(several(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.warning(several(warnings, 'warning'))] : []),
  ];
  return `${told.join(', ')} in ${several(files, 'file')}`;
}

function several(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}
