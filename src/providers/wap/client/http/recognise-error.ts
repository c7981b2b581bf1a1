import { ControllerError } from '../../../../model/controller-error.ts';

/** WAP itself said that what was addressed, or something it depends on, is not there. A 404 of anything else is no such proof. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ControllerError && error.code === 'WAP_NOT_FOUND';
}

/** Something of that name or id exists already, perhaps from our own first try. */
export function isConflict(error: unknown): error is ControllerError {
  return error instanceof ControllerError && error.code === 'WAP_CONFLICT';
}

/** The request itself was found wrong: an argument that this WAP does not take. */
export function isBadRequest(error: unknown): boolean {
  return error instanceof ControllerError && error.code === 'WAP_REFUSED' && error.details['status'] === 400;
}

/** A write that may or may not have been carried out: look before anything else is done. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof ControllerError && error.details['mayHaveHappened'] === true;
}
