import type { ProgressEvent } from '../executor/progress.ts';
import type { ProgressEvent as ShownEvent } from './faces/apply-progress.ts';

/** What the executor tells, with the time at which it was heard. */
export function toShownEvent(event: ProgressEvent, atMs: number): ShownEvent {
  const { vdc } = event;
  switch (event.kind) {
    case 'vdc-started':
    case 'vdc-ended':
      return { kind: event.kind, vdc, atMs };
    case 'action-started':
      return { kind: event.kind, vdc, action: event.action, atMs };
    case 'action-ended':
      return { kind: event.kind, vdc, action: event.action, outcome: event.outcome, atMs };
    case 'action-waiting':
      return {
        kind: 'vdc-waiting',
        vdc,
        action: event.action,
        outcome: { kind: 'waiting', message: event.message },
        atMs,
      };
    default:
      return event satisfies never;
  }
}
