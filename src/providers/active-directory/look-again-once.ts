import { ControllerError } from '../../model/controller-error.ts';
import { isOutcomeUnknown } from './outcomes.ts';

/**
 * Everything here looks before it acts, so what nobody knows the outcome of is done once more from the start, on a new connection:
 * that is the look by which it is decided. Where even that cannot be had, the first uncertainty is what must be told.
 */
export async function lookAgainOnce<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (uncertain) {
    if (!isOutcomeUnknown(uncertain)) throw uncertain;
    try {
      return await act();
    } catch (error) {
      throw error instanceof ControllerError && error.retry !== 'never' ? uncertain : error;
    }
  }
}
