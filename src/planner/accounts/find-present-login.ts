import type { Block } from '../../model/plan.ts';
import type { DesiredVdc } from '../../model/virtual-data-center.ts';
import type { Sight } from '../planner-input.ts';
import { findLostLogin, type Login, unreadBlock } from './find-login.ts';

/**
 * Of a declared VDC that has its subscription: WAP cannot change whose it is. An owner who has an account may get another
 * address, as long as all VDCs of the account say the same one.
 */
export function findPresentLogin(desired: DesiredVdc, ownerInWap: string, sight: Sight): Login {
  const { email } = desired.owner;
  const { accounts } = sight;
  const account = accounts?.byUpn(ownerInWap);
  if (accounts === undefined && hasAccount(ownerInWap, sight))
    return { kind: 'refused', block: directoryGone(ownerInWap) };
  const isNamedAsOurs =
    accounts !== undefined && ownerInWap.toLowerCase().endsWith(`@${accounts.upnSuffix.toLowerCase()}`);
  if (account === undefined && isNamedAsOurs && accounts.unread !== undefined)
    return { kind: 'refused', block: unreadBlock(accounts.unread) };
  // One that somebody else made bears no mark: when the memory of it is lost, its name and address still say whose it is.
  const stranger = accounts?.strangersWith(email).find(({ upn }) => isSame(upn, ownerInWap));
  if (account === undefined && stranger !== undefined)
    return { kind: 'found', userName: stranger.upn, account: stranger };
  const lost =
    account === undefined && isNamedAsOurs ? findLostLogin(email, ownerInWap, accounts, sight.input) : undefined;
  if (lost !== undefined) return lost;
  if (account === undefined)
    return isSame(ownerInWap, email)
      ? { kind: 'elsewhere', userName: ownerInWap }
      : { kind: 'refused', block: ownerDiffers(email, ownerInWap) };
  const owned: Login = { kind: 'owned', userName: account.upn, account };
  if (isSame(account.email, email)) return owned;
  const wanted = sight.addressesOf(account.upn);
  if (wanted.length > 1) return { kind: 'refused', block: addressesDiffer(desired, account.upn, wanted) };
  const other = accounts?.byEmail(email);
  if (other !== undefined && other.id !== account.id)
    return { kind: 'refused', block: ownerDiffers(email, `${account.email} (${account.upn})`) };
  return owned;
}

/** From when the settings named a directory. */
function hasAccount(upn: string, { input, isRememberedLogin }: Sight): boolean {
  return input.rules.upnSuffix === undefined && isRememberedLogin(upn);
}

function directoryGone(upn: string): Block {
  return {
    code: 'DIRECTORY_NOT_CONFIGURED',
    message: `Its owner is the account ${upn}, and the settings name no directory any more, so nothing about the account can be seen or changed.`,
    wayOut: `Put the directory section back into the settings. WAP cannot change whose a subscription is.`,
  };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function ownerDiffers(wanted: string, inWap: string): Block {
  return {
    code: 'OWNER_DIFFERS',
    message: `The spec's owner is ${wanted}, but the subscription belongs to ${inWap}. WAP cannot change an owner.`,
    wayOut: `Write owner.email: ${inWap.split(' ')[0]}, or make a new VDC of another name for ${wanted}.`,
  };
}

function addressesDiffer(desired: DesiredVdc, upn: string, wanted: readonly string[]): Block {
  return {
    code: 'OWNER_DIFFERS',
    message: `The spec's owner is ${desired.owner.email}, but other VDCs of the same account (${upn}) say ${wanted.filter((one) => !isSame(one, desired.owner.email)).join(', ')}. An account is one owner's, and WAP cannot change an owner.`,
    wayOut: `Write the same owner.email into all of them, or make a new VDC of another name.`,
  };
}
