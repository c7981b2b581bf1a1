/** The customer's account in the directory, one an owner. */
export interface ObservedAccount {
  /** `objectGUID`, lower-case with dashes: stays the same when the account is moved or renamed. */
  readonly id: string;
  readonly dn: string;
  /** At most 20 characters; unique in the domain. */
  readonly samAccountName: string;
  /** What the customer logs in with, and the WAP user's name; empty when the account has none. */
  readonly upn: string;
  readonly email?: string;
  readonly displayName?: string;
  readonly isEnabled: boolean;
  /** Somewhere below the OU of the settings. */
  readonly isInPlace: boolean;
  /** What we write on every account that we make (`AccountMark`); absent when there is none. */
  readonly mark?: string;
}

/** The accounts below the OU, and of those that were asked for by id the ones that are elsewhere. */
export interface ObservedAccounts {
  readonly accounts: readonly ObservedAccount[];
  /** Ids that were asked for and that the directory, asked by id, says do not exist. */
  readonly gone: ReadonlySet<string>;
  /** Of the names that were asked for: those that something in the domain has, `samAccountName` in lower case. */
  readonly taken?: ReadonlySet<string>;
}

/** The names under which an account is made: the same for the same installation, owner and attempt. */
export interface AccountNames {
  readonly samAccountName: string;
  readonly upn: string;
}

/** What may be done to accounts. Plain data like every action; no password is ever in it. */
export type AccountAction =
  | {
      readonly verb: 'create';
      readonly kind: 'account';
      readonly resource: string;
      readonly reason: 'account-missing';
      readonly names: AccountNames;
      readonly email: string;
      readonly displayName: string;
      /** Proves later, without any memory, that we made it and for whom. */
      readonly mark: string;
      /** False for an owner whose VDCs are all declared suspended. */
      readonly isEnabled: boolean;
      /** The owner is to be mailed a password. */
      readonly owesPassword: boolean;
    }
  | {
      /** Bookkeeping: from now on it is the owner's account. The directory is not asked. */
      readonly verb: 'adopt';
      readonly kind: 'account';
      readonly resource: string;
      readonly reason: 'proven-ours' | 'account-of-owner';
      readonly accountId: string;
      readonly upn: string;
      readonly email: string;
      /** The owner is to be mailed a password: we made it, and died before anybody was told. */
      readonly owesPassword: boolean;
      /** Absent: somebody else made it, so that it is never deleted and its password never set. */
      readonly mark?: string;
    }
  | {
      readonly verb: 'update';
      readonly kind: 'account';
      readonly resource: string;
      readonly reason:
        'all-suspended' | 'not-all-suspended' | 'account-moved' | 'account-email-differs' | 'account-name-differs';
      readonly accountId: string;
      readonly upn: string;
      readonly change:
        | { readonly field: 'isEnabled'; readonly isEnabled: boolean }
        /** Back into the OU. */
        | { readonly field: 'place' }
        | { readonly field: 'email'; readonly email: string }
        | { readonly field: 'upn'; readonly upn: string };
    }
  | {
      readonly verb: 'delete';
      readonly kind: 'account';
      readonly resource: string;
      readonly reason: 'no-longer-used';
      readonly accountId: string;
      readonly upn: string;
      /** Seen again before it is deleted: an account that does not carry it is not ours. */
      readonly mark: string;
    };
