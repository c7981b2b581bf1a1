import type { DirectoryRecord } from '../../world/directory-record.ts';
import { noRights, unwilling } from '../directory-refusal.ts';
import { hashPassword } from '../login/password-hash.ts';
import { meetsPolicy, policyRefusal } from '../login/password-policy.ts';
import { fileTime } from '../schema/times.ts';
import { readAccountControl, UAC } from '../schema/user-account-control.ts';
import { accountControlOf, type DirectoryCall, firstOf, isUser } from './directory-context.ts';
import { checkSamAccountName, checkUserPrincipalName } from './unique-names.ts';

/** What happens to an account beside the values that were written. `password` is the new one; undefined leaves it. */
export interface AccountChange {
  /** As it will be, with everything that was written. */
  readonly after: DirectoryRecord;
  /** By the schema's spelling. */
  readonly written: ReadonlySet<string>;
  readonly password?: string;
}

/** Holds an account to the rules of its domain, and gives it what follows from what was written. Throws what a domain controller would say. */
export function finishAccount(call: DirectoryCall, { after, written, password }: AccountChange): DirectoryRecord {
  if (!isUser(after)) return after;
  if (written.has('sAMAccountName')) checkSamAccountName(call, firstOf(after, 'sAMAccountName') ?? '', after.guid);
  const upn = firstOf(after, 'userPrincipalName');
  if (written.has('userPrincipalName') && upn !== undefined) checkUserPrincipalName(call, upn, after.guid);
  const withPassword = password === undefined ? after : setPassword(call, after, password);
  const withTimes = settleTimes(call, withPassword, written);
  return settleControl(call, withTimes, written);
}

function setPassword(call: DirectoryCall, after: DirectoryRecord, password: string): DirectoryRecord {
  if (!meetsPolicy(password, after, call.knobs)) throw policyRefusal(call.knobs);
  // Together with the password somebody may have asked for a change at the next login.
  const pwdLastSet = firstOf(after, 'pwdLastSet') === '0' ? '0' : fileTime(call.now);
  return {
    ...after,
    password: hashPassword(password, call.random),
    attributes: { ...after.attributes, pwdLastSet: [pwdLastSet] },
    failedTries: 0,
    lockedAt: null,
  };
}

function settleTimes(call: DirectoryCall, after: DirectoryRecord, written: ReadonlySet<string>): DirectoryRecord {
  const isNow = written.has('pwdLastSet') && firstOf(after, 'pwdLastSet') === '-1';
  const timed = isNow ? { ...after, attributes: { ...after.attributes, pwdLastSet: [fileTime(call.now)] } } : after;
  return written.has('lockoutTime') ? { ...timed, lockedAt: null, failedTries: 0 } : timed;
}

function settleControl(call: DirectoryCall, after: DirectoryRecord, written: ReadonlySet<string>): DirectoryRecord {
  if (!written.has('userAccountControl')) return after;
  const control = readAccountControl(firstOf(after, 'userAccountControl') ?? '');
  if (control === 'syntax') throw unwilling('00000057');
  if (control === 'rights') throw noRights('00002098');
  const settled = { ...after, attributes: { ...after.attributes, userAccountControl: [String(control)] } };
  if (isEnabledInVain(call, settled)) throw unwilling('0000052D');
  return settled;
}

/** Windows lets nobody in without a password that the policy wants. */
function isEnabledInVain({ knobs }: DirectoryCall, entry: DirectoryRecord): boolean {
  const control = accountControlOf(entry);
  const isOpen = (control & (UAC.disabled | UAC.passwordNotRequired)) === 0;
  return (
    isOpen &&
    entry.password === null &&
    knobs.get('enable-without-password') === 'refuse' &&
    knobs.get('password-min-length') > 0
  );
}
