import type { AccountAction } from '../../model/account.ts';
import type { Outcome } from '../../model/outcome.ts';
import { createAccount } from './create-account.ts';
import { deleteAccount } from './delete-account.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { done, failedBy } from './outcomes.ts';
import { lookAgainOnce } from './look-again-once.ts';
import { updateAccount } from './update-account.ts';

/** One action over the wire. What the directory says becomes an outcome; only an abort and our own mistakes are thrown. */
export async function carryOutAction(
  action: AccountAction,
  doors: DirectoryDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await lookAgainOnce(() => choose(action, doors, signal));
  } catch (error) {
    if (signal.aborted) throw error;
    return failedBy(error);
  }
}

async function choose(action: AccountAction, doors: DirectoryDoors, signal: AbortSignal): Promise<Outcome> {
  switch (action.verb) {
    case 'create':
      return createAccount(action, doors, signal);
    case 'update':
      return updateAccount(action, doors, signal);
    case 'delete':
      return deleteAccount(action, doors, signal);
    case 'adopt':
      return done; // the inventory's business alone
    default:
      return assertNever(action);
  }
}

function assertNever(action: never): never {
  throw new Error(`unknown action: ${JSON.stringify(action)}`);
}
