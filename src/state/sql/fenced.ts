import { ControllerError } from '../../model/controller-error.ts';
import type { StorePlace } from './records/parse-record.ts';

/** What a process hears that had the right to act and has it no more. */
export function fenced({ name, details }: StorePlace, fence: number): ControllerError {
  return new ControllerError(
    'STATE_FENCED',
    `The lease on the ${name} (number ${fence}) is no longer ours: it ran out or was handed over, and somebody else may be ` +
      `acting. Nothing was written, because two that act on one memory would undo each other's work. ` +
      `Stop acting; whoever has the lease now observes what was left and goes on. ` +
      `If this happens often, the process is starved or the way to the database is slow.`,
    { details: { ...details, fence } },
  );
}
