import { directoryPlace, type DirectoryRecord, type Rdn } from '../../world/directory-record.ts';
import { fold } from '../../world/table.ts';
import type { World } from '../../world/world.ts';
import { badName, DirectoryRefusal, noSuchObject } from '../directory-refusal.ts';
import { DOMAIN } from '../domain.ts';
import { RESULT } from '../ldap/results.ts';
import { parseGuid, parseSidBytes } from '../schema/octets.ts';
import { formatDn } from './format-dn.ts';
import { parseDn } from './parse-dn.ts';

const DOMAIN_RDNS: readonly Rdn[] = parseDn(DOMAIN.dn) ?? [];

/** The domain itself, above everything. Throws when the world has none: then nothing can be asked of it. */
export function domainOf(world: World): DirectoryRecord {
  const root = world.directory.where('parent', '')[0];
  if (root === undefined) throw new Error('The simulated directory has no domain; was the world seeded?');
  return root;
}

export function dnOf(world: World, entry: DirectoryRecord): string {
  const rdns: Rdn[] = [];
  let at: DirectoryRecord | undefined = entry;
  while (at !== undefined && at.parent !== '') {
    rdns.push(at.rdn);
    at = world.directory.get(at.parent);
  }
  return formatDn([...rdns, ...DOMAIN_RDNS]);
}

/** The object that a DN, `<GUID=…>` or `<SID=…>` names. Throws for bad syntax, what is not there and what another domain has. */
export function findEntry(world: World, name: string): DirectoryRecord {
  const found = lookUp(world, name);
  if (found.missing.length === 0) return found.at;
  throw noSuchObject(dnOf(world, found.at));
}

/** How far a name leads: the deepest object of its way, and the parts that are not there, the most particular first. */
export function lookUp(world: World, name: string): { readonly at: DirectoryRecord; readonly missing: readonly Rdn[] } {
  const special = /^<(GUID|SID)=(.*)>$/i.exec(name.trim());
  if (special !== null) return { at: findSpecial(world, special[1] ?? '', special[2] ?? ''), missing: [] };
  const rdns = parseDn(name);
  if (rdns === null) throw badName();
  const below = withoutDomain(rdns);
  if (below === null) throw elsewhere(rdns);
  let at = domainOf(world);
  for (let i = below.length - 1; i >= 0; i -= 1) {
    const rdn = below[i];
    const next = rdn === undefined ? undefined : childOf(world, at, rdn);
    if (next === undefined) return { at, missing: below.slice(0, i + 1) };
    at = next;
  }
  return { at, missing: [] };
}

export function isBelow(world: World, entry: DirectoryRecord, ancestor: DirectoryRecord): boolean {
  let at = world.directory.get(entry.parent);
  while (at !== undefined) {
    if (at.guid === ancestor.guid) return true;
    at = world.directory.get(at.parent);
  }
  return false;
}

function childOf(world: World, parent: DirectoryRecord, rdn: Rdn): DirectoryRecord | undefined {
  const place = directoryPlace({ parent: parent.guid, rdn });
  return world.directory.where('place', place).find(({ rdn: { type } }) => type === rdn.type);
}

function withoutDomain(rdns: readonly Rdn[]): readonly Rdn[] | null {
  const cut = rdns.length - DOMAIN_RDNS.length;
  const isOurs =
    cut >= 0 &&
    DOMAIN_RDNS.every(({ type, value }, i) => {
      const rdn = rdns[cut + i];
      return rdn?.type === type && fold(rdn.value) === fold(value);
    });
  return isOurs ? rdns.slice(0, cut) : null;
}

function findSpecial(world: World, kind: string, text: string): DirectoryRecord {
  const bytes = /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : null;
  const entry =
    kind.toUpperCase() === 'GUID'
      ? world.directory.get(parseGuid(bytes ?? Buffer.from(text)) ?? '')
      : findBySid(world, bytes === null ? text : (parseSidBytes(bytes) ?? ''));
  if (entry === undefined) throw noSuchObject('');
  return entry;
}

function findBySid(world: World, sid: string): DirectoryRecord | undefined {
  return world.directory.rows.find(({ rid }) => rid !== null && sid === `${DOMAIN.sid}-${rid}`);
}

/** Another domain's object: the client is sent to where a controller of it would be. */
function elsewhere(rdns: readonly Rdn[]): DirectoryRefusal {
  const domain = rdns.filter(({ type }) => type === 'DC').map(({ value }) => value);
  const host = domain.join('.');
  if (host === '') return noSuchObject('');
  return new DirectoryRefusal(
    RESULT.referral,
    `0000202B: RefErr: DSID-03100835, data 0, 1 access points\n\tref 1: '${host}'\n`,
    { referrals: [`ldap://${host}/${formatDn(rdns)}`] },
  );
}
