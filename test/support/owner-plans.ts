import type { AccountAction } from '../../src/model/account.ts';
import type { MailAction, MailEvent } from '../../src/model/customer-mail.ts';
import { type ApplyStory, startApplyStory } from './apply-story.ts';
import { namesOf, ops, ourAccount } from './owner-world.ts';
import { createMailbox, createWholeDirectory, type Mailbox, type WholeDirectory } from './whole-directory.ts';

/** What the planner plans for owners, for stories that begin after it. */

export const login = namesOf(ops).upn;
const resource = `account/${login}`;

export function createAccount(
  over: Partial<Extract<AccountAction, { verb: 'create' }>> = {},
): Extract<AccountAction, { verb: 'create' }> {
  return {
    verb: 'create',
    kind: 'account',
    resource,
    reason: 'account-missing',
    names: namesOf(ops),
    email: ops,
    displayName: ops,
    mark: ourAccount(ops).mark ?? '',
    isEnabled: true,
    owesPassword: true,
    ...over,
  };
}

export function enableAccount(accountId: string, isEnabled: boolean): AccountAction {
  return {
    verb: 'update',
    kind: 'account',
    resource,
    reason: isEnabled ? 'not-all-suspended' : 'all-suspended',
    accountId,
    upn: login,
    change: { field: 'isEnabled', isEnabled },
  };
}

export function deleteAccount(accountId: string): AccountAction {
  return {
    verb: 'delete',
    kind: 'account',
    resource,
    reason: 'no-longer-used',
    accountId,
    upn: login,
    mark: ourAccount(ops).mark ?? '',
  };
}

export function mailOf(event: MailEvent, over: Partial<MailAction> = {}): MailAction {
  const tells = event === 'activated' || event === 'resumed' ? 'active' : event;
  return {
    verb: 'update',
    kind: 'mail',
    resource: `mail/${event}`,
    reason: 'customer-not-told',
    event,
    ...(tells !== 'deleted' && { tells }),
    to: ops,
    limits: { cpu: '16', ram: '64Gi', disk: '2048Gi', vms: 'unlimited' },
    login,
    way: event === 'activated' ? 'new-password' : 'known-password',
    ...over,
  };
}

export interface OwnerApplyStory extends ApplyStory {
  readonly directory: WholeDirectory;
  readonly mailbox: Mailbox;
}

/** A plan, a WAP, a directory and a mailbox in memory, and a real state store. */
export async function startOwnerApplyStory(): Promise<OwnerApplyStory> {
  const story = await startApplyStory();
  const directory = createWholeDirectory();
  const mailbox = createMailbox();
  return {
    ...story,
    directory,
    mailbox,
    apply: (vdcs, over = {}) => story.apply(vdcs, { accounts: directory.provider, mailer: mailbox.mailer, ...over }),
  };
}
