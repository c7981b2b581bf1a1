import { ControllerError } from '../model/controller-error.ts';

/** What those hear who still wait for an answer when a daemon stops, or stops leading. */
export function stoppingError(): ControllerError {
  return new ControllerError(
    'SERVER_STOPPING',
    'The daemon stops before it has come to this. Ask again when it, or a standby, leads.',
    { retry: 'later' },
  );
}
