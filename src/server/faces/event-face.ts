import type { DaemonEvent } from '../../model/daemon-event.ts';
import { passFace } from './status-face.ts';
import { isoTime } from './iso-time.ts';

/** An event with times that people and other programs can read. */
export function eventFace({ atMs, ...event }: DaemonEvent) {
  const at = isoTime(atMs);
  return event.kind === 'pass-ended' ? { at, ...event, pass: passFace(event.pass) } : { at, ...event };
}
