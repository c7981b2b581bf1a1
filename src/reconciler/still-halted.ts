import { ControllerError } from '../model/controller-error.ts';
import type { Halt } from '../model/law.ts';

/** What everybody hears who would change something before a person has lifted it. */
export function stillHalted({ id, law, message, bundle }: Halt, command = 'vdc approve'): ControllerError {
  const where = bundle === undefined ? '' : ` What there was to see lies in ${bundle}.`;
  return new ControllerError(
    'LAW_HALTED',
    `Nothing is changed, because something was about to be done before that must never be done (${law}): ${message}.${where} Report it, or find out what led to it; then let it go on: ${command} ${id}.`,
    { details: { halt: id } },
  );
}
