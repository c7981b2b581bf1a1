import type { DirectoryRecord } from '../../world/directory-record.ts';
import { dnOf, findEntry, isBelow } from '../dn/find-entry.ts';
import { DOMAIN } from '../domain.ts';
import type { SearchOperation } from '../ldap/ldap-request.ts';
import type { FoundEntry } from '../ldap/write-response.ts';
import { attributeRule, type AttributeRule, shownAttributes } from '../schema/attributes.ts';
import type { DirectoryCall } from './directory-context.ts';
import { createMatcher } from './match-filter.ts';
import { narrowSearch } from './narrow-search.ts';
import { valuesOf } from './read-values.ts';

/** The guids of all that a search finds, in the order of creation. Throws when its base is not there. */
export function findMatching(call: DirectoryCall, search: SearchOperation): readonly string[] {
  const base = findEntry(call.world, search.base);
  const matches = createMatcher(search.filter, call);
  const narrow = narrowSearch(call.world, search.filter)?.filter((entry) => isInScope(call, entry, base, search.scope));
  return (narrow ?? candidates(call, base, search.scope))
    .filter((entry) => matches(entry) === true)
    .map(({ guid }) => guid);
}

function candidates(
  { world }: DirectoryCall,
  base: DirectoryRecord,
  scope: SearchOperation['scope'],
): readonly DirectoryRecord[] {
  switch (scope) {
    case 'base':
      return [base];
    case 'one':
      return world.directory.where('parent', base.guid);
    case 'subtree':
      return base.parent === '' ? world.directory.rows : [base, ...below(world, base)];
    default:
      return scope satisfies never;
  }
}

function isInScope(
  { world }: DirectoryCall,
  entry: DirectoryRecord,
  base: DirectoryRecord,
  scope: SearchOperation['scope'],
): boolean {
  if (scope === 'one') return entry.parent === base.guid;
  return entry.guid === base.guid || (scope === 'subtree' && isBelow(world, entry, base));
}

function below(world: DirectoryCall['world'], base: DirectoryRecord): readonly DirectoryRecord[] {
  return world.directory.where('parent', base.guid).flatMap((child) => [child, ...below(world, child)]);
}

/** An object as a search shows it: with what was asked for and is there. */
export function showEntry(call: DirectoryCall, entry: DirectoryRecord, search: SearchOperation): FoundEntry {
  const attributes = wantedAttributes(search.attributes)
    .map(({ name }) => ({ name, values: valuesOf(entry, name, call) }))
    .filter(({ values }) => values.length > 0)
    .map(({ name, values }) => ({ name, values: search.typesOnly ? [] : values }));
  return { dn: dnOf(call.world, entry), attributes };
}

/** None named is all; `1.1` is none. Unknown names are passed over, as everywhere in LDAP. */
function wantedAttributes(names: readonly string[]): readonly AttributeRule[] {
  const named = names.flatMap((name) => attributeRule(name) ?? []);
  if (names.length === 0 || names.includes('*')) return [...new Set([...shownAttributes(), ...named])];
  return [...new Set(named)];
}

/** The other partitions of the forest, to which a search from the domain down is sent on. */
export function otherPartitions(
  { knobs }: DirectoryCall,
  search: SearchOperation,
  isDomainOnly: boolean,
): readonly string[] {
  const isWholeDomain =
    search.scope === 'subtree' && search.base.replaceAll(/\s/g, '').toLowerCase() === DOMAIN.dn.toLowerCase();
  if (!isWholeDomain || isDomainOnly || knobs.get('search-referrals') === 'off') return [];
  return [
    `ldap://ForestDnsZones.${DOMAIN.dns}/DC=ForestDnsZones,${DOMAIN.dn}`,
    `ldap://DomainDnsZones.${DOMAIN.dns}/DC=DomainDnsZones,${DOMAIN.dn}`,
    `ldap://${DOMAIN.dns}/CN=Configuration,${DOMAIN.dn}`,
  ];
}
