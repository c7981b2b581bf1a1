import { ControllerError } from '../../model/controller-error.ts';
import type { Look } from './look.ts';
import { formatJson } from './ordered-json.ts';
import { neutraliseMessage, showMessage, showName } from './safe-text.ts';
import { textWidth } from './text-width.ts';
import { hang } from './wrap.ts';

export interface ErrorTextOptions {
  /** For those who mend the program; operators are never shown a stack unasked. */
  readonly withStack?: boolean;
}

/** Errors of our own making carry a code; any other is a fault of the program. */
export const UNEXPECTED = 'UNEXPECTED';
const MOST_CAUSES = 4;
const LONGEST_CAUSE = 300;

/** An error as an operator reads it: what is wrong and what to do, what lies behind it, where more is written. */
export function formatError(error: unknown, look: Look, options: ErrorTextOptions = {}): string {
  const { red, bold, dim } = look.paint;
  const code = codeOf(error);
  const lead = 'Error: ';
  const [first = '', ...rest] = messageOf(error)
    .split('\n')
    .flatMap((line, index) => hang(index === 0 ? lead : '  ', showMessage(line, look), look.width));
  const lines = [
    red(bold(lead)) + first.slice(lead.length),
    // Below the word "Error", not below the text: a long message keeps most of the width.
    ...rest.map((line) => `  ${line.trimStart()}`),
    ...causesOf(error).flatMap((cause) => hang('  because ', showMessage(cause, look), look.width).map(dim)),
    ...placeLines(code, look),
    ...(options.withStack === true ? stackLines(error, look) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for `-o json`. Holds no stack. */
export function formatErrorJson(error: unknown): string {
  const known = error instanceof ControllerError ? { retry: error.retry, details: error.details } : {};
  const code = codeOf(error);
  const causes = causesOf(error);
  return formatJson({
    error: { code, message: neutraliseMessage(messageOf(error)), causes, docs: docsOf(code), ...known },
  });
}

/** Where the docs explain a code. */
export function docsOf(code: string): string {
  return `docs/errors.md#${code.toLowerCase()}`;
}

function placeLines(code: string, look: Look): readonly string[] {
  const docs = `  ${docsOf(showName(code, look))}`;
  const shown = showName(code, look);
  const gap = Math.min(look.width, 100) - textWidth(docs) - textWidth(shown);
  return gap < 2
    ? [look.paint.dim(docs), look.paint.dim(`  ${shown}`)]
    : [look.paint.dim(docs + ' '.repeat(gap) + shown)];
}

function codeOf(error: unknown): string {
  return error instanceof ControllerError ? error.code : UNEXPECTED;
}

function messageOf(error: unknown): string {
  if (error instanceof ControllerError) return error.message;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `vdc met something that it does not know: ${text}. This is a fault of the program; please report it.`;
}

/** What lies behind an error, nearest first, without what a message above has said already. */
function causesOf(error: unknown): readonly string[] {
  const causes: string[] = [];
  const seen = new Set<unknown>([error]);
  let said = error instanceof Error ? error.message : '';
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause !== undefined && cause !== null && !seen.has(cause) && causes.length < MOST_CAUSES) {
    seen.add(cause);
    const text = shorten(neutraliseMessage(causeText(cause)));
    if (text !== '' && !said.includes(text)) causes.push(text);
    said += `\n${text}`;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

function causeText(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(causeText).join('; ');
  if (cause instanceof Error) return cause.message === '' ? cause.name : cause.message;
  return typeof cause === 'string' ? cause : '';
}

function shorten(text: string): string {
  return text.length <= LONGEST_CAUSE ? text : `${text.slice(0, LONGEST_CAUSE - 3).toWellFormed()}...`;
}

function stackLines(error: unknown, look: Look): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /u.test(line));
  return frames.map((line) => look.paint.dim(`  ${showMessage(line, look)}`));
}
