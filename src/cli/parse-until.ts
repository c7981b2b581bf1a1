import { ControllerError } from '../model/controller-error.ts';
import { parseTimestamp } from '../spec/kinds/timestamp.ts';
import { parseDuration } from '../yaml/kinds/duration.ts';

/** `--until`: a moment as a spec writes it, or how long from now. */
export function parseUntil(text: string, nowMs: number): number {
  const duration = parseDuration(text);
  const untilMs = duration === undefined ? parseTimestamp(text) : nowMs + duration;
  if (untilMs === undefined)
    throw new ControllerError(
      'UNTIL_INVALID',
      `--until ${text} is no time: give a moment with its zone, like 2026-12-01T00:00Z, or how long from now, like 30m, 8h or 3d.`,
    );
  if (untilMs <= nowMs)
    throw new ControllerError(
      'UNTIL_INVALID',
      `--until ${text} is not in the future (${new Date(untilMs).toISOString()}), so nothing would be paused. Give a later time.`,
    );
  return untilMs;
}
