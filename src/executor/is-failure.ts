import type { Outcome } from '../model/outcome.ts';
import { previousWaiting, stillNeeded } from './skip-reasons.ts';

/** What only has to wait until WAP is done with the step before it is no failure, nor is that step, nor what others still use. */
export function isFailure(outcome: Outcome): boolean {
  if (outcome.kind === 'skipped') return outcome.code !== previousWaiting.code && outcome.code !== stillNeeded.code;
  return outcome.kind === 'failed';
}

/** Done without anything that WAP was asked for. */
export function isUnsent(outcome: Outcome): boolean {
  return outcome.kind === 'done' && outcome.isUnsent === true;
}
