import picocolors from 'picocolors';
import type { Sink } from './doors.ts';
import type { ReportStyle } from './problem-report.ts';
import { asciiGlyphs, type Look, plainPaint, unicodeGlyphs } from './faces/look.ts';

/** Colours only on a terminal, never with NO_COLOR or --no-color; signs beyond ASCII only where the locale speaks UTF-8. */
export function lookOf(
  sink: Pick<Sink, 'isTerminal' | 'columns'>,
  env: Readonly<Record<string, string | undefined>>,
  isColorWanted: boolean,
): Look {
  const hasColor = sink.isTerminal && isColorWanted && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  const isUtf8 = !sink.isTerminal || locale === undefined || /utf-?8/i.test(locale);
  return {
    // A terminal that does not know its size says 0.
    width: sink.columns || (sink.isTerminal ? 80 : 100),
    paint: hasColor ? picocolors.createColors(true) : plainPaint,
    glyphs: isUtf8 ? unicodeGlyphs : asciiGlyphs,
  };
}

/** The same look, for the report of problems. */
export function reportStyleOf({ paint, width, glyphs }: Look): ReportStyle {
  return { paint: { ...paint, error: paint.red, warning: paint.yellow }, width, glyphs };
}
