import type { Log } from '../log/open-log.ts';
import type { Settings } from '../model/settings.ts';
import type { AccountProvider } from '../providers/account-provider.ts';
import { crypto, redactor } from './machine.ts';
import { readCa, readSecretOf } from './secrets.ts';

/** The customers' accounts in Active Directory, or nothing where the settings name none. Connects when it is first asked. */
export async function openAccounts(
  { directory }: Settings,
  { log, assertMayWrite }: { readonly log: Log; readonly assertMayWrite: () => void },
): Promise<AccountProvider | undefined> {
  if (directory === undefined) return undefined;
  const [{ createActiveDirectory }, ca, password] = await Promise.all([
    import('../providers/active-directory/create-active-directory.ts'),
    readCa(directory.caFile),
    readSecretOf(directory.password),
  ]);
  return createActiveDirectory({
    url: directory.url,
    ...(ca !== undefined && { ca }),
    bindDn: directory.bindDn,
    password,
    ou: directory.ou,
    randomBytes: (size) => crypto().randomBytes(size),
    now: Date.now,
    hide: (secret) => redactor.hideLately(secret),
    assertMayWrite,
    onRequest: (report) => log.debug({ ...report }, 'directory request'),
  });
}
