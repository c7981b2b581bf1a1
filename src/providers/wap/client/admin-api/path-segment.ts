import { ControllerError } from '../../../../model/controller-error.ts';

/**
 * An id or a name as one segment of a path. `@` stays, as in WAP's own samples. Refuses what would address something else:
 * an empty id turns the deletion of one thing into the deletion of a collection.
 */
export function pathSegment(id: string): string {
  if (id.trim() === '' || id === '.' || id === '..') {
    throw new ControllerError(
      'WAP_EMPTY_ID',
      `WAP was to be asked about something whose id is "${id}", which addresses everything or something else. This is a mistake in the program; please report it.`,
    );
  }
  return encodeURIComponent(id).replaceAll('%40', '@');
}
