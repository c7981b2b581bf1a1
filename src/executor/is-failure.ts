import type { Outcome } from '../model/outcome.ts';
import { previousWaiting } from './skip-reasons.ts';

/** What only has to wait until WAP is done with the step before it is no failure, nor is that step. */
export function isFailure(outcome: Outcome): boolean {
  if (outcome.kind === 'skipped') return outcome.code !== previousWaiting.code;
  return outcome.kind === 'failed';
}
