import { ControllerError } from '../../model/controller-error.ts';
import type { Outcome } from '../../model/outcome.ts';

export const done: Outcome = { kind: 'done' };

export function failed(code: string, message: string): Outcome {
  return { kind: 'failed', code, message };
}

/** The world is no longer what the plan was made from: this action is not done, and planned anew. */
export function worldMoved(message: string): Outcome {
  return { kind: 'skipped', code: 'WORLD_MOVED', message: `${message} Nothing was done; plan again.` };
}

/** What the directory said, as an outcome. Our own mistakes are not the directory's: they go on as errors. */
export function failedBy(error: unknown): Outcome {
  if (!(error instanceof ControllerError)) throw error;
  return {
    kind: 'failed',
    code: error.code,
    message: error.message,
    ...(isOutcomeUnknown(error) ? { isUncertain: true } : {}),
  };
}

export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof ControllerError && error.code === 'DIRECTORY_OUTCOME_UNKNOWN';
}
