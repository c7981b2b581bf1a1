import { ControllerError } from '../../model/controller-error.ts';
import { readEntry } from './client/read-entry.ts';
import type { DirectoryDoors } from './directory-doors.ts';

/**
 * The OU's DN as the server writes it, by which it is told what stands below it. Throws `DIRECTORY_OU_MISSING` where there is none:
 * an OU that is out of sight would otherwise look like one without accounts.
 */
export async function findOu({ session, origin, ou }: DirectoryDoors, signal: AbortSignal): Promise<string> {
  const entry = await readEntry(session, ou, ['1.1'], { origin, doing: `read the OU ${ou}` }, signal);
  if (entry !== null) return entry.dn;
  throw new ControllerError(
    'DIRECTORY_OU_MISSING',
    `The OU ${ou} of the settings (directory.ou) is not there, or the service account may not see it. Nothing was decided about any account: an OU that is out of sight is not an empty one. Correct the DN, or grant "List contents" as docs/permissions.md#active-directory shows.`,
    { details: { origin } },
  );
}
