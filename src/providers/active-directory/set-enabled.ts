import { ControllerError } from '../../model/controller-error.ts';
import { withEnabled } from './account-control.ts';
import type { FoundAccount } from './account-from-entry.ts';
import { exchangeValue, replaceAttribute } from './change-entry.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { lookAtAccount } from './look-at-account.ts';

/** Somebody else who writes the same attribute at the same moment wins so often at most. */
const ATTEMPTS = 3;

/** Sets or clears the one bit that lets an account log in; all others stay as they are. Null when the account went meanwhile. */
export async function setEnabled(
  found: FoundAccount,
  shouldBeEnabled: boolean,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<FoundAccount | null> {
  let account: FoundAccount | null = found;
  let isExchanged = true;
  for (let attempt = 1; account !== null; attempt += 1) {
    if (account.isEnabled === shouldBeEnabled) return account;
    const control = withEnabled(account.control, shouldBeEnabled);
    const verb = shouldBeEnabled ? 'enable' : 'disable';
    const values = { before: String(account.control), after: String(control) };
    const words = {
      doing: `${verb} the account ${account.samAccountName}`,
      right: 'Write userAccountControl on users',
    };
    if (!isExchanged) {
      await replaceAttribute(account.id, 'userAccountControl', values.after, words, doors, signal);
      return { ...account, control, isEnabled: shouldBeEnabled };
    }
    const answer = await exchangeValue(account.id, 'userAccountControl', values, words, doors, signal);
    if (answer === 'done') return { ...account, control, isEnabled: shouldBeEnabled };
    // Then a fresh look right before a plain write has to do.
    isExchanged = answer !== 'not-spoken';
    if (attempt === ATTEMPTS) throw changedMeanwhile(account);
    account = await lookAtAccount(account.id, doors, signal);
  }
  return null;
}

function changedMeanwhile({ samAccountName }: FoundAccount): ControllerError {
  return new ControllerError(
    'ACCOUNT_CHANGED_MEANWHILE',
    `Somebody else changes userAccountControl of the account ${samAccountName} at the same moment, again and again, so we stood back. Find out which program that is.`,
    { retry: 'later' },
  );
}
