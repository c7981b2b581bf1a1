import type { Ordered } from './ordered-rows.ts';

/** A password as a domain controller keeps it: enough to check one, not to tell it. */
export interface PasswordHash {
  /** Both in base64. */
  readonly salt: string;
  readonly hash: string;
}

/** One object of the directory. Records are never changed, only replaced. */
export interface DirectoryRecord extends Ordered {
  /** `objectGUID`, lower-case with dashes: its key for ever. */
  readonly guid: string;
  /** The guid of the object above it; '' for the domain itself. A DN is read off this way up, so that a move takes all below along. */
  readonly parent: string;
  readonly rdn: Rdn;
  /** Last part of the SID of who can be given rights; null for all others. */
  readonly rid: number | null;
  /** By the schema's spelling, never empty; what is computed (whenCreated, memberOf, …) and passwords do not stand here. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly password: PasswordHash | null;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Wrong passwords since the last right one. */
  readonly failedTries: number;
  readonly lockedAt: number | null;
}

/** One part of a DN, unescaped. */
export interface Rdn {
  readonly type: string;
  readonly value: string;
}

/** Siblings may not share a name, whatever their type. */
export function directoryPlace({ parent, rdn }: Pick<DirectoryRecord, 'parent' | 'rdn'>): string {
  return `${parent}/${rdn.value}`;
}
