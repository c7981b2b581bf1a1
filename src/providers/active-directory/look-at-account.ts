import { accountFromEntry, CHANGE_ATTRIBUTES, type FoundAccount } from './account-from-entry.ts';
import { readEntry } from './client/read-entry.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { findOu } from './find-ou.ts';
import { guidDn } from './object-guid.ts';

/** The account of that id, wherever it is by now; null when the directory says that it does not exist. */
export async function lookAtAccount(
  id: string,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<FoundAccount | null> {
  const ouDn = await findOu(doors, signal);
  const attempt = { origin: doors.origin, doing: `read the account of id ${id}` };
  const entry = await readEntry(doors.session, guidDn(id), CHANGE_ATTRIBUTES, attempt, signal);
  return entry === null ? null : accountFromEntry(entry, ouDn);
}
