import { ControllerError } from '../../model/controller-error.ts';
import type { ObservedAccount } from '../../model/account.ts';

export function notOurs({ samAccountName, mark }: ObservedAccount, so: string): ControllerError {
  const carries = mark === undefined ? 'no mark of this program' : 'the mark of another owner or installation';
  return new ControllerError(
    'ACCOUNT_NOT_OURS',
    `The account ${samAccountName} carries ${carries} (adminDescription), so ${so}: only what we made for this owner is changed like that. If somebody removed the mark, put it back; if the account is somebody else's, remove it from the OU.`,
  );
}
