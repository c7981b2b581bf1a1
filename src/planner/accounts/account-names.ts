import type { AccountNames } from '../../model/account.ts';
import { type Hashes, uuidV5 } from '../identity.ts';

/** What AD lets a user's `sAMAccountName` have; ours are pressed into it, never cut without a hash. */
const mostCharacters = 20;
const hashCharacters = 6;

export interface NamingRules {
  readonly installation: string;
  readonly upnSuffix: string;
}

/**
 * The names of an owner's account: readable, and ended by a hash of installation, address and attempt, so that they depend on
 * nobody else's. The second attempt is for an owner whose first names something else in the domain has already.
 * `ops@acme.example` → `ops.acme-3f9a1c`.
 */
export function accountNamesOf(
  email: string,
  attempt: number,
  { installation, upnSuffix }: NamingRules,
  hashes: Hashes,
): AccountNames {
  const address = email.toLowerCase();
  const seed = attempt === 1 ? address : `${address}#${attempt}`;
  const hash = uuidV5(installation, `account ${seed}`, hashes).replaceAll('-', '').slice(0, hashCharacters);
  const readable = readablePartOf(address).slice(0, mostCharacters - hashCharacters - 1);
  const samAccountName = `${readable.replace(/[.-]+$/, '') || 'vdc'}-${hash}`;
  return { samAccountName, upn: `${samAccountName}@${upnSuffix}` };
}

/** Who is written to and the first label of where, in the letters that any system takes in a login. */
function readablePartOf(address: string): string {
  const at = address.lastIndexOf('@');
  const local = at < 0 ? address : address.slice(0, at);
  const [place = ''] = at < 0 ? [] : address.slice(at + 1).split('.');
  return [local, place].map(plainLetters).filter(Boolean).join('.');
}

function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '');
}

/** What stands on every account that we make: from its name and the installation, so that it is proven without any memory. */
export function accountMarkOf(samAccountName: string, installation: string, hashes: Hashes): string {
  return `vdc:${uuidV5(installation, `account mark ${samAccountName.toLowerCase()}`, hashes)}`;
}
