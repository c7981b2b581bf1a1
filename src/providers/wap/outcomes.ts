import { ControllerError } from '../../model/controller-error.ts';
import type { Outcome } from '../../model/outcome.ts';
import { isOutcomeUnknown } from './client/http/recognise-error.ts';

export const done: Outcome = { kind: 'done' };

/** A list may show long after it what was changed: whoever looks at the object itself finds nothing to do. */
export const alreadySo: Outcome = { kind: 'done', isUnsent: true, note: 'it was so already; nothing was sent' };

export function waiting(message: string): Outcome {
  return { kind: 'waiting', message };
}

/** The world is no longer what the plan was made from: this action is not done, and planned anew. */
export function worldMoved(message: string): Outcome {
  return { kind: 'skipped', code: 'WORLD_MOVED', message: `${message} Nothing was done; plan again.` };
}

/** WAP's own words as a sentence after ours; nothing where it said nothing. */
export function wapSays(lastError: string | undefined): string {
  if (lastError === undefined || lastError === '') return '';
  return ` WAP says: ${lastError}${/[.!?…]$/.test(lastError) ? '' : '.'}`;
}

/** What WAP said, as an outcome. Our own mistakes are not WAP's: they go on as errors. */
export function failedBy(error: unknown): Outcome {
  if (!(error instanceof ControllerError)) throw error;
  return {
    kind: 'failed',
    code: error.code,
    message: error.message,
    ...(isOutcomeUnknown(error) && { isUncertain: true }),
  };
}
