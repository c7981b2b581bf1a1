import { ControllerError } from '../../../model/controller-error.ts';
import type { Asked } from '../../vm-provider.ts';
import { isNotFound, isOutcomeUnknown } from '../client/http/recognise-error.ts';

type Refused = Extract<Asked, { readonly kind: 'refused' }>;

export function asked(jobId: string | null = null): Asked {
  return { kind: 'asked', ...(jobId !== null && { jobId }) };
}

/** What the remote system said to a request, as an answer. An abort is none, and our own mistakes are not its words. */
export function refusedBy(error: unknown, signal: AbortSignal): Refused {
  signal.throwIfAborted();
  if (!(error instanceof ControllerError)) throw error;
  const { code, message } = error;
  // Connections that were closed meanwhile may have closed behind a request.
  const isUncertain = isOutcomeUnknown(error) || code === 'CALL_ABANDONED';
  return { kind: 'refused', code, message, ...(isUncertain && { isUncertain }) };
}

/** Asks for something to be deleted; what is gone already needs no asking. */
export async function askToDelete(deletion: () => Promise<string | null | void>, signal: AbortSignal): Promise<Asked> {
  try {
    return asked((await deletion()) ?? null);
  } catch (error) {
    signal.throwIfAborted();
    return isNotFound(error) ? asked() : refusedBy(error, signal);
  }
}
