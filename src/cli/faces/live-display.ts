import { noteProgress, startProgress } from './apply-progress.ts';
import type { ProgressEvent } from './apply-progress.ts';
import type { Glyphs, Look, Paint } from './look.ts';
import { plainProgress, plainTally } from './plain-progress.ts';
import { failureLines, progressLines } from './progress-lines.ts';

export interface DisplayOptions {
  /** Where progress goes (stderr); results go elsewhere. */
  readonly stream: NodeJS.WritableStream & { readonly columns?: number };
  /** True on a terminal that people look at; false for logs and pipes. */
  readonly isLive: boolean;
  readonly total: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  readonly nowMs: () => number;
  /** Calls again and again until what it returns is called. */
  readonly every: (ms: number, tick: () => void) => () => void;
}

export interface ProgressDisplay {
  readonly note: (event: ProgressEvent) => void;
  /** Leaves the last state standing and ends the timer. Calling it twice does nothing more. */
  readonly close: () => void;
}

const FRAME_MS = 100;
const SIGN_OF_LIFE_MS = 60_000;

/** Draws an apply while it goes on: redrawn in place on a terminal, line by line in a log. */
export async function openDisplay(options: DisplayOptions): Promise<ProgressDisplay> {
  return options.isLive ? await openLive(options) : openPlain(options);
}

async function openLive({ stream, total, paint, glyphs, nowMs, every }: DisplayOptions): Promise<ProgressDisplay> {
  // Loaded only here: validate, plan and get start faster without it.
  const { createLogUpdate } = await import('log-update');
  // The cursor stays visible: hiding it makes the library hook signals, and a killed apply would leave it hidden.
  const draw = createLogUpdate(stream, { showCursor: true });
  const progress = startProgress(total, nowMs());
  const look = (): Look => ({ width: Math.max(1, (stream.columns ?? 80) - 1), paint, glyphs });
  const frame = (): void => draw(progressLines(progress, look(), nowMs()).join('\n'));
  let stop: (() => void) | undefined = every(FRAME_MS, frame);
  return {
    note(event) {
      const failures = failureLines(event, look());
      noteProgress(progress, event);
      if (failures.length === 0) return;
      draw.persist(failures.join('\n'));
      frame();
    },
    close() {
      if (stop === undefined) return;
      stop();
      stop = undefined;
      frame();
      draw.done();
    },
  };
}

function openPlain({ stream, total, paint, glyphs, nowMs, every }: DisplayOptions): ProgressDisplay {
  const look: Look = { width: Number.POSITIVE_INFINITY, paint, glyphs };
  const progress = startProgress(total, nowMs());
  const write = (lines: readonly string[]): void => {
    if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
  };
  let spokeMs = nowMs();
  let stop: (() => void) | undefined = every(SIGN_OF_LIFE_MS, () => {
    if (nowMs() - spokeMs >= SIGN_OF_LIFE_MS) write([plainTally(progress, nowMs())]);
  });
  return {
    note(event) {
      const lines = plainProgress(progress, event, look);
      if (lines.length > 0) spokeMs = nowMs();
      write(lines);
    },
    close() {
      stop?.();
      stop = undefined;
    },
  };
}
