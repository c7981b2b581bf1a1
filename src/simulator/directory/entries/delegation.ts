import type { DirectoryRecord } from '../../world/directory-record.ts';
import { findEntry, isBelow } from '../dn/find-entry.ts';
import { DirectoryRefusal, noRights } from '../directory-refusal.ts';
import { DOMAIN } from '../domain.ts';
import { storedAttributes } from '../schema/attributes.ts';
import { type DirectoryCall, isUser, ownAccountOf } from './directory-context.ts';

/**
 * What has been delegated to the service account: to create, change and delete accounts below the tenants' OU, to write what
 * describes them and to reset their passwords. Everybody else may read.
 */
const DELEGATED: readonly string[] = storedAttributes().filter(
  // Groups and service names would give rights of their own.
  (name) => !['member', 'groupType', 'servicePrincipalName'].includes(name),
);

/** May the caller create accounts in this container, or move them there? Throws 50. */
export function checkMayCreate(call: DirectoryCall, parent: DirectoryRecord, isAccount: boolean): void {
  if (!isAccount || !mayCreateIn(call, parent)) throw noRights('00000005');
}

/** Throws 50. */
export function checkMayDelete(call: DirectoryCall, entry: DirectoryRecord): void {
  if (!mayChange(call, entry)) throw noRights('00000005');
}

/** Throws 50 for the first attribute that the caller may not write. */
export function checkMayWrite(call: DirectoryCall, entry: DirectoryRecord, attributes: readonly string[]): void {
  const allowed = new Set(writableAttributes(call, entry));
  if (!attributes.every((name) => allowed.has(name))) throw noRights('00002098');
}

/** For `allowedAttributesEffective`, which leaves out the right to reset a password: that one is no property right. */
export function writableAttributes(call: DirectoryCall, entry: DirectoryRecord): readonly string[] {
  return mayChange(call, entry) ? DELEGATED : [];
}

/** For `allowedChildClassesEffective`. */
export function creatableClasses(call: DirectoryCall, container: DirectoryRecord): readonly string[] {
  return mayCreateIn(call, container) ? ['user'] : [];
}

function mayChange(call: DirectoryCall, entry: DirectoryRecord): boolean {
  const tenants = tenantsOuOf(call);
  return isDelegate(call) && isUser(entry) && tenants !== undefined && isBelow(call.world, entry, tenants);
}

function mayCreateIn(call: DirectoryCall, parent: DirectoryRecord): boolean {
  const tenants = tenantsOuOf(call);
  if (!isDelegate(call) || tenants === undefined || !parent.attributes['objectClass']?.includes('organizationalUnit'))
    return false;
  return parent.guid === tenants.guid || isBelow(call.world, parent, tenants);
}

/** The account that administers WAP is the one that was given the OU. */
function isDelegate(call: DirectoryCall): boolean {
  const { caller, world } = call;
  const entry = caller.kind === 'account' ? world.directory.get(caller.guid) : undefined;
  return entry !== undefined && (ownAccountOf(call, entry)?.roles.includes('admin') ?? false);
}

function tenantsOuOf({ world }: DirectoryCall): DirectoryRecord | undefined {
  try {
    return findEntry(world, DOMAIN.tenantsOu);
  } catch (error) {
    // Somebody removed or renamed it: then nothing is delegated.
    if (error instanceof DirectoryRefusal) return undefined;
    throw error;
  }
}
