import type { DaemonEvent } from '../../model/daemon-event.ts';
import type { VdcName } from '../../model/virtual-data-center.ts';
import type { Look } from './look.ts';
import { showMessage, showName } from './safe-text.ts';
import { clip } from './text-width.ts';
import { formatDuration } from './time.ts';

/** What somebody who waits for one VDC wants to hear of an event: one line, or nothing of what concerns others. */
export function eventLine(event: DaemonEvent, name: VdcName, look: Look): string | undefined {
  if ('vdc' in event && event.vdc !== name) return undefined;
  const text = textOf(event, look);
  if (text === undefined) return undefined;
  return look.paint.dim(clip(`  ${text}`, look.width, look.glyphs.ellipsis));
}

function textOf(event: DaemonEvent, look: Look): string | undefined {
  switch (event.kind) {
    case 'pass-started':
      return 'looking at WAP';
    case 'pass-ended':
      return event.pass.result === 'done'
        ? undefined
        : showMessage(`pass ${event.pass.result}: ${event.pass.message ?? ''}`, look);
    case 'vdc-started':
      return `${showName(event.verb, look)} begins`;
    case 'action-ended': {
      const message = event.message === undefined ? '' : `: ${event.message}`;
      return showMessage(
        `${event.verb} ${event.resource}  ${event.outcome} (${formatDuration(event.ms)})${message}`,
        look,
      );
    }
    case 'circuit-opened':
      return showMessage(`${event.name} is out of reach: ${event.message ?? ''}`, look);
    case 'circuit-closed':
      return showMessage(`${event.name} answers again`, look);
    case 'plan-refused':
      return showMessage(`the plan is refused: ${event.messages.join(' ')}`, look);
    case 'fight-found':
      return showMessage(`somebody else keeps ${event.field} at ${event.theirs}`, look);
    case 'law-broken':
    case 'halted':
      return showMessage(`halted: ${event.message}`, look);
    case 'halt-lifted':
    case 'role-changed':
    case 'drift-found':
    case 'drift-corrected':
    case 'vdc-ended':
    case 'status-changed':
    case 'plan-approved':
    case 'source-changed':
    case 'watch-failed':
    case 'source-rewritten':
    case 'settings-reloaded':
    case 'settings-refused':
    case 'paused':
    case 'unpaused':
    default:
      // These end in the status that is waited for, or tell nothing of one VDC.
      return undefined;
  }
}
