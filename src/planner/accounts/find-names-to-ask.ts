import type { AccountNames } from '../../model/account.ts';
import { findStanding } from '../find-standing.ts';
import type { PlannerInput } from '../planner-input.ts';
import { see } from '../see.ts';
import { findNewLogin, namesToAsk } from './find-login.ts';

/** The names that the accounts of new owners may get. A quiet pass asks for none. */
export function findNamesToAsk(input: PlannerInput): readonly AccountNames[] {
  const { sight, declared } = see(input);
  const { accounts } = sight;
  if (accounts === undefined) return [];
  const owners = new Set<string>();
  for (const desired of declared)
    if (findStanding(desired, sight).kind === 'absent' && findNewLogin(desired, sight).kind === 'missing')
      owners.add(desired.owner.email.toLowerCase());
  return [...owners].flatMap((email) => namesToAsk(email, accounts, input));
}
