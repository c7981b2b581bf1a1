import type { Filter } from './filter.ts';

export interface LdapAttribute {
  readonly type: string;
  readonly values: readonly Buffer[];
}

export interface LdapControl {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Buffer | null;
}

export type LdapOperation =
  | { readonly op: 'bind'; readonly version: number; readonly name: string; readonly password: string | null }
  | { readonly op: 'unbind' }
  | { readonly op: 'abandon'; readonly id: number }
  | SearchOperation
  | { readonly op: 'add'; readonly dn: string; readonly attributes: readonly LdapAttribute[] }
  | { readonly op: 'modify'; readonly dn: string; readonly changes: readonly LdapChange[] }
  | { readonly op: 'delete'; readonly dn: string }
  | { readonly op: 'compare'; readonly dn: string; readonly attribute: string; readonly value: Buffer }
  | {
      readonly op: 'modifyDn';
      readonly dn: string;
      readonly newRdn: string;
      /** null: stays where it is. */
      readonly newSuperior: string | null;
    }
  | { readonly op: 'extended'; readonly oid: string };

export interface SearchOperation {
  readonly op: 'search';
  readonly base: string;
  readonly scope: 'base' | 'one' | 'subtree';
  /** 0: none. */
  readonly sizeLimit: number;
  readonly typesOnly: boolean;
  readonly filter: Filter;
  readonly attributes: readonly string[];
}

export interface LdapChange {
  readonly kind: 'add' | 'delete' | 'replace';
  readonly attribute: LdapAttribute;
}

export interface LdapRequest {
  readonly id: number;
  readonly operation: LdapOperation;
  readonly controls: readonly LdapControl[];
}
