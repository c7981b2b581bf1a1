import { ControllerError } from '../model/controller-error.ts';
import type { Outcome } from '../model/outcome.ts';

/**
 * One call, as an outcome whatever happens. When `signal` is aborted nobody waits for it any longer: whether it
 * was done is then unknown, and the outcome says so.
 */
export async function callProvider(
  call: (signal: AbortSignal) => Promise<Outcome>,
  signal: AbortSignal,
): Promise<Outcome> {
  let abandon: (() => void) | undefined;
  const abandoned = new Promise<Outcome>((resolve) => {
    abandon = () => resolve(abandonedCall);
    signal.addEventListener('abort', abandon, { once: true });
  });
  try {
    return await Promise.race([call(signal), abandoned]);
  } catch (error) {
    return signal.aborted ? abandonedCall : unexpected(error);
  } finally {
    if (abandon !== undefined) signal.removeEventListener('abort', abandon);
  }
}

const abandonedCall: Outcome = {
  kind: 'failed',
  code: 'CALL_ABANDONED',
  message: 'Stopped while its answer was still out, so whether it was done is not known. The next pass looks.',
  isUncertain: true,
};

/** Providers answer with outcomes; what they throw is a fault of the controller, and the call may have been made. */
function unexpected(error: unknown): Outcome {
  return {
    kind: 'failed',
    code: error instanceof ControllerError ? error.code : 'ACTION_CRASHED',
    message:
      error instanceof ControllerError
        ? error.message
        : `The program failed in this action (${error instanceof Error ? error.message : String(error)}), so whether it was done is not known. The next pass looks; please report this.`,
    isUncertain: true,
  };
}
