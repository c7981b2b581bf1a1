import { findEntry } from '../dn/find-entry.ts';
import { checkMayDelete } from './delegation.ts';
import type { DirectoryCall } from './directory-context.ts';

/** Removes an account. Nothing stands below one, and containers are nobody's to delete here. */
export function deleteEntry(call: DirectoryCall, dn: string): void {
  const entry = findEntry(call.world, dn);
  checkMayDelete(call, entry);
  call.world.directory.remove(entry.guid);
}
