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
