import { directoryPlace, type DirectoryRecord } from '../../world/directory-record.ts';
import { findEntry } from '../dn/find-entry.ts';
import { parseRdn } from '../dn/parse-dn.ts';
import { alreadyExists, badName, noRights, unwilling } from '../directory-refusal.ts';
import { checkMayCreate, checkMayDelete, checkMayWrite } from './delegation.ts';
import { type DirectoryCall, isUser } from './directory-context.ts';

/** Renames an object, moves it, or both. `newSuperior` null leaves it where it is. */
export function renameEntry(call: DirectoryCall, dn: string, newRdn: string, newSuperior: string | null): void {
  const entry = findEntry(call.world, dn);
  const rdn = parseRdn(newRdn);
  if (rdn === null) throw badName();
  if (rdn.type !== entry.rdn.type) throw unwilling('00002077');
  const parent = newSuperior === null ? call.world.directory.get(entry.parent) : findEntry(call.world, newSuperior);
  if (parent === undefined) throw noRights('00002098');
  if (parent.guid === entry.parent) checkMayWrite(call, entry, []);
  else {
    checkMayDelete(call, entry);
    checkMayCreate(call, parent, isUser(entry));
  }
  if (!isUser(entry)) throw noRights('00002098');
  moveEntry(call, entry, { ...entry, parent: parent.guid, rdn });
}

/** Past all rights; by hand too. */
export function moveEntry(
  call: Pick<DirectoryCall, 'world' | 'now'>,
  before: DirectoryRecord,
  after: DirectoryRecord,
): void {
  const { directory } = call.world;
  if (directory.where('place', directoryPlace(after)).some(({ guid }) => guid !== before.guid))
    throw alreadyExists('00002071');
  directory.put({ ...after, changedAt: call.now });
}
