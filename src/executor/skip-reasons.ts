import type { Outcome } from '../model/outcome.ts';

type Skipped = Extract<Outcome, { readonly kind: 'skipped' }>;

export const previousFailed: Skipped = {
  kind: 'skipped',
  code: 'PREVIOUS_ACTION_FAILED',
  message: 'An action of this VDC that comes before it was not done, so this one was not begun.',
};

export const previousWaiting: Skipped = {
  kind: 'skipped',
  code: 'PREVIOUS_ACTION_WAITING',
  message: 'WAP is still busy with the action before it. The next pass looks again.',
};

export const aborted: Skipped = {
  kind: 'skipped',
  code: 'APPLY_ABORTED',
  message: 'Stopped before its turn; nothing was asked of WAP.',
};

/** Not this VDC's affair any more: what others use goes with the last of them. Providers say so by the same code. */
export const stillNeeded: Skipped = {
  kind: 'skipped',
  code: 'STILL_NEEDED',
  message: 'Another VDC of this plan that uses it has not been removed. The next pass looks again.',
};
