import type { MailAction, MailEvent, Told } from '../../model/customer-mail.ts';
import type { Action } from '../../model/action.ts';
import type { InventoryEntry } from '../../model/memory.ts';
import type { Limits, WrittenUnits } from '../../model/virtual-data-center.ts';
import type { Holder } from '../accounts/find-holders.ts';
import { type FinalStatus, finalStatusOf } from '../accounts/final-status.ts';
import type { OwnedAccount } from '../accounts/see-accounts.ts';
import type { Sight } from '../planner-input.ts';
import { formatLimit } from '../words.ts';

/** Blocks of whoever is not known to be the owner now. */
const unsettled: ReadonlySet<string> = new Set(['OWNER_DIFFERS', 'DIRECTORY_NOT_CONFIGURED', 'DIRECTORY_UNREAD']);

/**
 * The mail that is due once a VDC's actions are done: the customer is told when what he was told last no longer holds. What
 * happened in between and is as before is told to nobody, nor is drift that is put right. `mayOwe`: no other VDC of the owner
 * brings a password that is owed.
 */
export function planMail(
  holder: Holder,
  account: OwnedAccount | undefined,
  mayOwe: boolean,
  sight: Sight,
): MailAction | undefined {
  const { entry, planned, subscription } = holder;
  // Whose VDC it is must be settled before anybody is told of it, and before his address gets a password.
  if (planned?.blocks.some(({ code }) => unsettled.has(code)) === true) return undefined;
  const told = entry?.told ?? planned?.remember?.told ?? baselineOf(holder);
  const login = { holder, account, sight };
  if (isEnding(holder)) return told === 'nothing' ? undefined : mail('deleted', undefined, login);
  const next = nextOf(holder, finalStatusOf(planned, subscription), told);
  if (next === 'nothing') return undefined;
  if (next !== told) return mail(eventOf(told, next), next, login);
  // His account was made anew, or before anybody could mail: he has no password yet.
  const isWithout = mayOwe && next === 'active' && lacksCredentials(account, holder);
  return isWithout ? mail('activated', next, login) : undefined;
}

/** What is so when it is first met counts as told: nobody is mailed about what was there before mail was. */
export function baselineOf({ entry, subscription }: Pick<Holder, 'entry' | 'subscription'>): Told {
  if (subscription?.status !== 'suspended') return 'active';
  return entry?.retiredAtMs !== undefined && entry.lastSpec.deletion.policy === 'delete'
    ? 'deletion-scheduled'
    : 'suspended';
}

function isEnding({ planned }: Holder): boolean {
  return planned?.actions.some(({ verb, kind }) => verb === 'delete' && kind === 'vdc') ?? false;
}

/** What the customer must know; `told` where that has not changed, or cannot be said yet. */
function nextOf({ desired, entry, planned }: Holder, status: FinalStatus, told: Told): Told {
  if (desired !== undefined) {
    if (status !== desired.state) return told;
    // A VDC that is made suspended is announced when it is activated.
    return status === 'suspended' && told === 'nothing' ? told : status;
  }
  const isRetired = entry?.retiredAtMs !== undefined || planned?.actions.some(({ verb }) => verb === 'retire') === true;
  if (entry === undefined || status !== 'suspended' || !isRetired || told === 'nothing') return told;
  const { policy, graceMs } = entry.lastSpec.deletion;
  return policy === 'delete' && graceMs > 0 ? 'deletion-scheduled' : 'suspended';
}

function eventOf(told: Told, next: Exclude<Told, 'nothing'>): MailEvent {
  if (next !== 'active') return next;
  return told === 'nothing' ? 'activated' : 'resumed';
}

interface LoginFacts {
  readonly holder: Holder;
  readonly account: OwnedAccount | undefined;
  readonly sight: Sight;
}

function mail(
  event: MailEvent,
  tells: Exclude<Told, 'nothing'> | undefined,
  facts: LoginFacts,
): MailAction | undefined {
  const { holder, account, sight } = facts;
  const { desired, entry, planned } = holder;
  const to = desired?.owner.email ?? entry?.lastSpec.ownerEmail;
  const limits = desired?.limits ?? entry?.lastSpec.limits;
  const login = planned?.remember?.userName ?? entry?.userName;
  if (to === undefined || limits === undefined || login === undefined) return undefined;
  return {
    verb: 'update',
    kind: 'mail',
    resource: `mail/${event}`,
    reason: 'customer-not-told',
    event,
    ...(tells !== undefined && { tells }),
    to,
    ...(holder.ownerName !== undefined && { customerName: holder.ownerName }),
    limits: inWords(limits, desired?.units ?? { ram: 'Gi', disk: 'Gi' }),
    login,
    way: wayOf(event, account, holder, sight),
    ...(event === 'deletion-scheduled' && entry !== undefined && { graceMs: entry.lastSpec.deletion.graceMs }),
  };
}

function wayOf(
  event: MailEvent,
  account: OwnedAccount | undefined,
  holder: Holder,
  { accounts }: Sight,
): MailAction['way'] {
  const isMade = holder.planned?.actions.some(({ kind, verb }) => kind === 'account' && verb === 'create') ?? false;
  const isFound = holder.planned?.actions.some(({ kind, verb }) => kind === 'account' && verb === 'adopt') ?? false;
  if (accounts === undefined || (account === undefined && !isMade && !isFound)) return 'made-elsewhere';
  return event === 'activated' && (isMade || lacksCredentials(account, holder)) ? 'new-password' : 'known-password';
}

/** Only a password that we set can be mailed; one that somebody else made has its own. */
function lacksCredentials(account: OwnedAccount | undefined, { entry, planned }: Holder): boolean {
  if (planned?.actions.some(isMaking) === true) return true;
  if (account?.mark === undefined) return false;
  // Without an entry it is adopted in this very plan: as what, follows from whether the customer knows of his VDC.
  return account.entry === undefined ? entry?.told === 'nothing' : account.entry.credentials === 'due';
}

function isMaking(action: Action): boolean {
  return action.kind === 'account' && action.verb === 'create' && action.owesPassword;
}

function inWords(limits: Limits, units: WrittenUnits): MailAction['limits'] {
  return {
    cpu: String(formatLimit('cpu', limits.cpu, units)),
    ram: String(formatLimit('ramMib', limits.ramMib, units)),
    disk: String(formatLimit('diskGib', limits.diskGib, units)),
    vms: String(formatLimit('vms', limits.vms, units)),
  };
}

/** What the inventory remembers of a VDC that was there before mail was. */
export function toldByNow(entry: InventoryEntry, sight: Pick<Sight, 'world' | 'input'>): Told | undefined {
  if (!sight.input.rules.sendsMail || entry.told !== undefined) return entry.told;
  const subscription = sight.world.subscription(entry.subscriptionId);
  return subscription === undefined ? undefined : baselineOf({ entry, subscription });
}
