import type { AccountAction } from '../../model/account.ts';
import type { AccountEntry } from '../../model/memory.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { AccountProvider } from '../../providers/account-provider.ts';
import type { StateStore } from '../../state/state-store.ts';

export interface AccountDoors {
  /** Absent where the settings name no directory. */
  readonly accounts?: Pick<AccountProvider, 'carryOut' | 'setNewPassword'> | undefined;
  readonly store: Pick<StateStore, 'readAccounts' | 'putAccount' | 'forgetAccount'>;
}

/** One action on an owner's account, remembered as soon as it is done: the next action, and the next pass, find it. */
export async function performOnAccount(
  action: AccountAction,
  { accounts, store }: AccountDoors,
  signal: AbortSignal,
): Promise<Outcome> {
  if (accounts === undefined) return noDirectory;
  // Ours by what was seen already; the directory is not asked.
  const outcome: Outcome = action.verb === 'adopt' ? { kind: 'done' } : await accounts.carryOut(action, signal);
  if (outcome.kind === 'done') await remember(action, outcome.learned?.accountId, store);
  return outcome;
}

async function remember(
  action: AccountAction,
  accountId: string | undefined,
  store: AccountDoors['store'],
): Promise<void> {
  if (action.verb === 'delete') return store.forgetAccount(action.accountId);
  const known = await store.readAccounts();
  if (action.verb === 'create') {
    if (accountId === undefined) throw new Error('the directory did not say which account it made');
    const { names, email, mark } = action;
    const { upn } = names;
    const same = known.find(({ id }) => id === accountId);
    const entry: AccountEntry = { id: accountId, upn, email, mark };
    // One that was sent a password keeps it: an account that is met again half made has it still.
    const credentials = same?.credentials ?? (action.owesPassword ? ('due' as const) : undefined);
    // First the new one: were we to die between the two, nobody would know that its owner waits for a password.
    await store.putAccount({ ...entry, ...(credentials && { credentials }) });
    // One of the same name that was deleted by hand.
    for (const { id } of known.filter((one) => isSame(one.upn, upn) && one.id !== accountId))
      await store.forgetAccount(id);
    return;
  }
  const { accountId: id, upn } = action;
  const before = known.find((one) => one.id === id);
  if (action.verb === 'adopt') {
    const { email, mark } = action;
    const entry: AccountEntry = { id, upn, email, ...(mark !== undefined && { mark }) };
    return store.putAccount({ ...before, ...entry, ...(action.owesPassword && { credentials: 'due' }) });
  }
  if (before !== undefined && action.change.field === 'email')
    await store.putAccount({ ...before, email: action.change.email });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const noDirectory: Outcome = {
  kind: 'failed',
  code: 'DIRECTORY_NOT_CONFIGURED',
  message:
    'The plan changes an account, but the settings name no directory any more, so nobody could be asked. Plan again with the settings as they are.',
};
