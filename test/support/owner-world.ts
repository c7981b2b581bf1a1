import type { ObservedAccount } from '../../src/model/account.ts';
import type { AccountEntry, InventoryEntry } from '../../src/model/memory.ts';
import type { PlannedVdc } from '../../src/model/plan.ts';
import type { DesiredVdc } from '../../src/model/virtual-data-center.ts';
import { accountMarkOf, accountNamesOf } from '../../src/planner/accounts/account-names.ts';
import { hashes, installation, now, hour, spec, Story } from './planner-world.ts';

export const upnSuffix = 'tenants.example';
export const ops = 'ops@acme.example';

export const namesOf = (email: string, attempt = 1) =>
  accountNamesOf(email, attempt, { installation, upnSuffix }, hashes);
export const markOf = (samAccountName: string) => accountMarkOf(samAccountName, installation, hashes);

/** The account that we make for an address, as the directory shows it. */
export function ourAccount(email = ops, over: Partial<ObservedAccount> = {}): ObservedAccount {
  const names = namesOf(email);
  return { ...stranger(email, names.samAccountName), ...names, mark: markOf(names.samAccountName), ...over };
}

/** One below the OU that somebody else made. */
export function stranger(email: string, samAccountName: string, over: Partial<ObservedAccount> = {}): ObservedAccount {
  return {
    id: `id-of-${samAccountName}`,
    dn: `CN=${samAccountName},OU=Tenants`,
    samAccountName,
    upn: `${samAccountName}@${upnSuffix}`,
    email,
    displayName: email,
    isEnabled: true,
    isInPlace: true,
    ...over,
  };
}

/** A directory with these accounts, and a mail server where asked for. Nothing is limited: these stories are not of safety. */
export function ownerStory(accounts: readonly ObservedAccount[] = [], sendsMail = false): OwnerStory {
  const story = new OwnerStory();
  story.directory = { accounts, gone: new Set() };
  story.sendsMail = sendsMail;
  story.vmAccess = 'none';
  story.safety = {
    maxDeletes: { count: 99 },
    maxSuspends: { count: 99 },
    maxShrinks: { count: 99 },
    maxDeletesPerDay: { count: 99 },
  };
  return story;
}

export class OwnerStory extends Story {
  /** A VDC that stands as declared, whose WAP user is the login of that account, which is remembered. */
  held(desired: DesiredVdc, account: ObservedAccount, over: Partial<InventoryEntry> = {}): this {
    const { upn } = account;
    this.converged(desired, { userName: upn, ...(this.sendsMail && { told: desired.state }), ...over });
    this.changeSubscription(desired.name, { owner: upn });
    this.users = [...this.users.filter(({ name }) => name !== upn), { name: upn, email: account.email ?? '' }];
    this.createdUsers.set(upn.toLowerCase(), now - hour);
    return this.remembers(account);
  }

  remembers(account: ObservedAccount, over: Partial<AccountEntry> = {}): this {
    const { id, upn, email = '', mark } = account;
    this.accounts = [
      ...this.accounts.filter((one) => one.id !== id),
      { id, upn, email, ...(mark !== undefined && { mark }), ...over },
    ];
    return this;
  }

  /** The directory, asked by its id, says that it does not exist. */
  losesAccount(...ids: readonly string[]): this {
    const accounts = this.directory && 'accounts' in this.directory ? this.directory.accounts : [];
    this.directory = { accounts: accounts.filter(({ id }) => !ids.includes(id)), gone: new Set(ids) };
    return this;
  }

  unread(): this {
    this.directory = { unread: 'dc1 does not answer' };
    return this;
  }

  planned(name: string): PlannedVdc | undefined {
    return this.plan().vdcs.find((vdc) => vdc.name === name);
  }

  /** What would be done to accounts, users and customers, `verb resource (reason)`, VDC by VDC. */
  dealings(): readonly string[] {
    return this.plan().vdcs.flatMap(({ name, actions }) =>
      actions
        .filter(({ kind, verb }) => kind === 'account' || kind === 'mail' || (kind === 'user' && verb === 'update'))
        .map(({ verb, resource, reason }) => `${name}: ${verb} ${resource} (${reason})`),
    );
  }

  mails(): readonly string[] {
    return this.plan().vdcs.flatMap(({ name, actions }) =>
      actions.flatMap((one) => (one.kind === 'mail' ? [`${name}: ${one.event} to ${one.to}, ${one.way}`] : [])),
    );
  }

  blocks(name: string): readonly string[] {
    return this.planned(name)?.blocks.map(({ code }) => code) ?? [];
  }
}

/** A VDC of that owner. */
export const vdcOf = (email: string, name: string, over: Partial<DesiredVdc> = {}): DesiredVdc =>
  spec(name, { owner: { email }, ...over });
