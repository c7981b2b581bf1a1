import type { DirectoryRecord } from '../../world/directory-record.ts';
import type { World } from '../../world/world.ts';
import type { Filter } from '../ldap/filter.ts';
import { parseGuid } from '../schema/octets.ts';

/**
 * The only objects that could match, where an index tells: who looks for a name among ten thousand accounts should not wait for
 * all of them. Null where it does not. Never leaves out one that matches.
 */
export function narrowSearch(world: World, filter: Filter): readonly DirectoryRecord[] | null {
  switch (filter.kind) {
    case 'equals':
      return byName(world, filter.attribute.toLowerCase(), filter.value);
    case 'and': {
      const narrow = filter.parts.map((part) => narrowSearch(world, part)).filter((rows) => rows !== null);
      return narrow.toSorted((one, other) => one.length - other.length)[0] ?? null;
    }
    case 'or': {
      const all = filter.parts.map((part) => narrowSearch(world, part));
      if (all.includes(null)) return null;
      const rows = new Set(all.flatMap((some) => some ?? []));
      return [...rows].toSorted((one, other) => one.seq - other.seq);
    }
    case 'not':
    case 'present':
    case 'atLeast':
    case 'atMost':
    case 'substrings':
    case 'rule':
      return null;
    default:
      return filter satisfies never;
  }
}

function byName({ directory }: World, attribute: string, value: Buffer): readonly DirectoryRecord[] | null {
  const text = value.toString('utf8');
  // The index tells composed letters from decomposed ones, and a search does not.
  const isPlain = /^[\x20-\x7e]+$/.test(text);
  if (attribute === 'samaccountname' && isPlain) return directory.where('samAccountName', text);
  if (attribute === 'userprincipalname' && isPlain) return directory.where('upn', text);
  const guid = attribute === 'objectguid' ? parseGuid(value) : null;
  const entry = guid === null ? undefined : directory.get(guid);
  return entry === undefined ? null : [entry];
}
