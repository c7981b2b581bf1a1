import type { Attempt } from './exchange.ts';
import type { Body } from './read-body.ts';
import { backoffMs, retryAfterMs } from './retry-delay.ts';
import type { Repeat } from './transport.ts';

/** So often is a request repeated that was answered; one that was not, until patience ends. */
const MOST_ATTEMPTS = 6;

export interface Situation {
  readonly attempt: Attempt;
  readonly body: Body;
  readonly repeat: Repeat;
  /** How many attempts there have been, at least 1. */
  readonly attempts: number;
  /** Whether a person must change something first, such as a certificate. */
  readonly isHopeless: boolean;
  /** How long the next attempt may be delayed at most, in milliseconds; negative: there is no time for another. */
  readonly timeLeftMs: number;
  readonly now: number;
  readonly random: number;
}

/** Milliseconds after which the same request goes out again, or null when it must not (wire: admin-api 11). */
export function planRepeat(situation: Situation): number | null {
  const { attempt, attempts, timeLeftMs, random, now } = situation;
  if (situation.isHopeless || !mayRepeat(situation)) return null;
  if (attempt.kind !== 'unsent' && attempts >= MOST_ATTEMPTS) return null;
  const asked = attempt.kind === 'answer' ? retryAfterMs(attempt.headers['retry-after'], now) : null;
  // Jitter goes on top of what WAP asked for: everybody was told the same moment.
  const delay = backoffMs(attempts, random) + (asked ?? 0);
  return delay <= timeLeftMs ? delay : null;
}

function mayRepeat({ attempt, body, repeat }: Situation): boolean {
  switch (attempt.kind) {
    case 'unsent':
      return true;
    case 'silence':
      return repeat === 'safe';
    case 'too-large':
    case 'refused':
      return false;
    case 'answer':
      return isTooBusy(attempt.status) ? repeat !== 'never' : repeat === 'safe' && isPassing(attempt.status, body);
    default:
      return attempt satisfies never;
  }
}

/** The one refusal that says nothing was begun. */
function isTooBusy(status: number): boolean {
  return status === 429;
}

function isPassing(status: number, body: Body): boolean {
  return status === 408 || status === 500 || (status >= 502 && status <= 504) || (status < 300 && body.kind === 'cut');
}
