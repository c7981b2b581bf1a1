import { randomBytes } from 'node:crypto';
import { Client } from 'ldapts';
import { onTestFinished } from 'vitest';
import type { AccountAction, ObservedAccount } from '../../src/model/account.ts';
import type { AccountProvider } from '../../src/providers/account-provider.ts';
import type { ActiveDirectoryOptions } from '../../src/providers/active-directory/active-directory-options.ts';
import { createActiveDirectory } from '../../src/providers/active-directory/create-active-directory.ts';
import { ADMINISTRATOR, SERVICE, TENANTS, type SambaDirectory } from './peers/samba-directory.ts';

export type CreateAction = Extract<AccountAction, { readonly verb: 'create' }>;
export type UpdateChange = Extract<AccountAction, { readonly verb: 'update' }>['change'];

export const never = new AbortController().signal;

/** The controller's own account on this directory, closed when the test ends. */
export function directoryOf(
  server: Pick<SambaDirectory, 'url' | 'ca'>,
  options: Partial<ActiveDirectoryOptions> = {},
): AccountProvider {
  const provider = createActiveDirectory({
    url: server.url,
    ca: server.ca,
    bindDn: SERVICE.dn,
    password: SERVICE.password,
    ou: TENANTS,
    randomBytes,
    now: Date.now,
    ...options,
  });
  onTestFinished(() => provider.close());
  return provider;
}

export function createAction(name: string, wish: Partial<CreateAction> = {}): CreateAction {
  return {
    verb: 'create',
    kind: 'account',
    resource: `account/${name}`,
    reason: 'account-missing',
    names: { samAccountName: name, upn: `${name}@tenants.corp.example` },
    email: `${name}@customer.example`,
    displayName: `Customer ${name}`,
    mark: `vdc:test:${name}`,
    isEnabled: true,
    owesPassword: true,
    ...wish,
  };
}

export function updateAction({ id, upn }: ObservedAccount, change: UpdateChange): AccountAction {
  return {
    verb: 'update',
    kind: 'account',
    resource: `account/${upn}`,
    reason: 'not-all-suspended',
    accountId: id,
    upn,
    change,
  };
}

export function deleteAction({ id, upn, mark = 'vdc:none' }: ObservedAccount): AccountAction {
  return {
    verb: 'delete',
    kind: 'account',
    resource: `account/${upn}`,
    reason: 'no-longer-used',
    accountId: id,
    upn,
    mark,
  };
}

/** The account of that name below the OU, as the controller sees it. */
export async function accountNamed(provider: AccountProvider, name: string): Promise<ObservedAccount> {
  const { accounts } = await provider.observe([], never);
  const account = accounts.find(({ samAccountName }) => samAccountName === name);
  if (account === undefined) throw new Error(`there is no account ${name}`);
  return account;
}

/** Another program with all rights: what a person does by hand. */
export async function byHand<T>(
  { url, ca }: Pick<SambaDirectory, 'url' | 'ca'>,
  act: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ url, tlsOptions: { ca } });
  try {
    await client.bind(ADMINISTRATOR.dn, ADMINISTRATOR.password);
    return await act(client);
  } finally {
    await client.unbind();
  }
}

/** What the directory says to somebody who logs in with that name and password: `welcome`, or the code of the refusal. */
export async function logIn(
  { url, ca }: Pick<SambaDirectory, 'url' | 'ca'>,
  name: string,
  password: string,
): Promise<string> {
  const client = new Client({ url, tlsOptions: { ca } });
  try {
    await client.bind(name, password);
    return 'welcome';
  } catch (error) {
    return /data (\w+)/.exec(String(error))?.[1] ?? String(error);
  } finally {
    await client.unbind();
  }
}

/** One attribute of an object, read by somebody with all rights; every value as text. */
export async function attributeOf(
  server: Pick<SambaDirectory, 'url' | 'ca'>,
  dn: string,
  attribute: string,
): Promise<readonly string[]> {
  const { searchEntries } = await byHand(server, (client) =>
    client.search(dn, { scope: 'base', attributes: [attribute] }),
  );
  return [searchEntries[0]?.[attribute] ?? []].flat().map(String);
}
