import type { AccountNames } from '../../model/account.ts';
import type { DesiredVdc } from '../../model/virtual-data-center.ts';
import { findStanding } from '../find-standing.ts';
import type { PlannerInput, Sight } from '../planner-input.ts';
import { see } from '../see.ts';
import { findNewLogin, namesToAsk } from './find-login.ts';
import type { AccountSight } from './see-accounts.ts';

/** The names that the accounts of new owners may get. A quiet pass asks for none. */
export function findNamesToAsk(input: PlannerInput): readonly AccountNames[] {
  const { sight, declared } = see(input);
  const { accounts } = sight;
  if (accounts === undefined) return [];
  const owners = new Set<string>();
  for (const desired of declared)
    if (isNewOwner(desired, accounts, sight)) owners.add(desired.owner.email.toLowerCase());
  return [...owners].flatMap((email) => namesToAsk(email, accounts, input));
}

function isNewOwner(desired: DesiredVdc, accounts: AccountSight, sight: Sight): boolean {
  if (findStanding(desired, sight).kind !== 'absent' || findNewLogin(desired, sight).kind !== 'missing') return false;
  const owned = accounts.byEmail(desired.owner.email);
  return owned === undefined || owned.isGone;
}
