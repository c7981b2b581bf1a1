/** Dresses a text in a colour; never changes what it says. */
export type Style = (text: string) => string;

/** The colours of a terminal; those of `picocolors` fit as they are. */
export interface Paint {
  readonly bold: Style;
  readonly dim: Style;
  readonly red: Style;
  readonly green: Style;
  readonly yellow: Style;
  readonly blue: Style;
  readonly magenta: Style;
  readonly cyan: Style;
}

/** The few signs that are no letters. */
export interface Glyphs {
  readonly isAscii: boolean;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly barDone: string;
  readonly barLeft: string;
  readonly done: string;
  readonly failed: string;
  readonly waiting: string;
  readonly skipped: string;
}

/** How a face may present itself: everything it knows of the terminal it is shown on. */
export interface Look {
  /** Columns; `Infinity` where nothing is to be wrapped (a file, a pipe). */
  readonly width: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
}

const asItIs: Style = (text) => text;

export const plainPaint: Paint = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  blue: asItIs,
  magenta: asItIs,
  cyan: asItIs,
};

export const unicodeGlyphs: Glyphs = {
  isAscii: false,
  arrow: '→',
  ellipsis: '…',
  barDone: '━',
  barLeft: '─',
  done: '✓',
  failed: '✗',
  waiting: '◷',
  skipped: '↷',
};

export const asciiGlyphs: Glyphs = {
  isAscii: true,
  arrow: '->',
  ellipsis: '...',
  barDone: '=',
  barLeft: '-',
  done: 'ok',
  failed: 'x',
  waiting: 'o',
  skipped: '/',
};

export const plainLook: Look = { width: 80, paint: plainPaint, glyphs: unicodeGlyphs };
