import type { AccountAction, AccountNames, ObservedAccounts } from '../model/account.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Secret } from '../model/secret.ts';

/**
 * The directory that holds the customers' accounts, on one domain controller.
 *
 * Observing only reads, and returns everything that was asked for or throws a ControllerError. `carryOut` may be repeated:
 * what was half made before is finished, and deleting what is gone succeeds. Nothing here decides anything, no credential
 * is tried twice, and no password is ever in an error.
 */
export interface AccountProvider {
  /** Every account below the OU, page by page; of `knownIds` also those that are elsewhere, each read by its id. */
  observe(knownIds: readonly string[], signal: AbortSignal): Promise<ObservedAccounts>;
  /** Of some names those that an object of the domain already has, by `samAccountName` in lower case. Only reads. */
  findTaken(names: readonly AccountNames[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Looks again before it acts; `learned.accountId` of one that it made. Never throws for what the directory says, only when `signal` is aborted. */
  carryOut(action: AccountAction, signal: AbortSignal): Promise<Outcome>;
  /**
   * Gives the account a new password, generated to the domain's policy, which from then on exists in this answer only. Refuses
   * (ACCOUNT_NOT_OURS) an account that does not carry `mark`. Throws a ControllerError.
   */
  setNewPassword(accountId: string, mark: string, signal: AbortSignal): Promise<Secret>;
  /** Ends kept connections. */
  close(): Promise<void>;
}
