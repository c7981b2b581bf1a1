import { ControllerError } from '../model/controller-error.ts';
import type { Memory } from '../model/memory.ts';
import type { ObservedState } from '../model/observed-state.ts';
import { findNamesToAsk } from '../planner/accounts/find-names-to-ask.ts';
import type { PlannerInput } from '../planner/planner-input.ts';
import type { PassDoors } from './pass-doors.ts';

/** The accounts, or why they could not be read: a domain controller that is restarted is no reason to leave WAP alone. */
export async function observeAccounts(
  { accounts }: Pick<PassDoors, 'accounts'>,
  memory: Memory,
  signal: AbortSignal,
): Promise<ObservedState['accounts']> {
  if (accounts === undefined) return undefined;
  try {
    return await accounts.observe(
      memory.accounts.map(({ id }) => id),
      signal,
    );
  } catch (error) {
    return unread(error, signal);
  }
}

/** Names are unique in the whole domain, and only the OU was listed: before one is given it is asked for. */
export async function askForNames(
  input: PlannerInput,
  { accounts }: Pick<PassDoors, 'accounts'>,
  signal: AbortSignal,
): Promise<PlannerInput> {
  const { observed } = input;
  if (accounts === undefined || observed.accounts === undefined || 'unread' in observed.accounts) return input;
  const names = findNamesToAsk(input);
  if (names.length === 0) return input;
  try {
    const taken = await accounts.findTaken(names, signal);
    return { ...input, observed: { ...observed, accounts: { ...observed.accounts, taken } } };
  } catch (error) {
    return { ...input, observed: { ...observed, accounts: unread(error, signal) } };
  }
}

function unread(error: unknown, signal: AbortSignal): { readonly unread: string } {
  if (signal.aborted || !(error instanceof ControllerError)) throw error;
  return { unread: error.message };
}
