import { ControllerError } from '../model/controller-error.ts';
import type { CliDoors } from './doors.ts';

/** Who gives the command, for those who read about it later: as said, or as this machine calls them. */
export function nameOfUser(said: string | undefined, { env }: Pick<CliDoors, 'env'>): string {
  const name = (said ?? env['USER'] ?? env['LOGNAME'] ?? env['USERNAME'] ?? '').trim();
  if (name !== '') return name;
  throw new ControllerError(
    'BY_UNKNOWN',
    'It is not known who gives this command, and somebody will want to ask them. Say it: --by NAME.',
  );
}
