import type { Account } from '../../auth/accounts.ts';
import type { Knobs } from '../../knobs/knobs.ts';
import type { DirectoryRecord } from '../../world/directory-record.ts';
import type { World } from '../../world/world.ts';

/** What the directory stands on. */
export interface DirectoryContext {
  readonly world: World;
  readonly knobs: Knobs;
  /** Whose passwords are not the directory's: the accounts that every simulator has. Shared and mutable. */
  readonly accounts: readonly Account[];
  /** Of those accounts: so many wrong passwords lock them; 0 never. */
  readonly lockoutAfter: () => number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

/** Who asks. */
export type Caller = { readonly kind: 'anonymous' } | { readonly kind: 'account'; readonly guid: string };

/** One request on its way. */
export interface DirectoryCall extends DirectoryContext {
  /** The simulated clock, milliseconds since 1970. */
  readonly now: number;
  readonly caller: Caller;
  /** `1.2.840.113556.1.4.1413`: adding what is there and removing what is not is no error. */
  readonly isPermissive?: boolean;
}

export function firstOf(entry: DirectoryRecord, attribute: string): string | undefined {
  return entry.attributes[attribute]?.[0];
}

export function isUser(entry: DirectoryRecord): boolean {
  return entry.attributes['objectClass']?.includes('user') ?? false;
}

export function accountControlOf(entry: DirectoryRecord): number {
  return Number(firstOf(entry, 'userAccountControl') ?? 0);
}

/** The account of the simulator's own that this object stands for. */
export function ownAccountOf({ accounts }: DirectoryContext, entry: DirectoryRecord): Account | undefined {
  if (entry.password !== null || !isUser(entry)) return undefined;
  const name = (firstOf(entry, 'sAMAccountName') ?? '').toLowerCase();
  return accounts.find(({ domain, username }) => domain !== '' && username.toLowerCase() === name);
}
