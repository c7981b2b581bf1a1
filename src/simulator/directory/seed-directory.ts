import type { Account } from '../auth/accounts.ts';
import { mintGuid, seededRandom } from '../clock/seeded-random.ts';
import type { DirectoryRecord, Rdn } from '../world/directory-record.ts';
import type { World } from '../world/world.ts';
import { DOMAIN } from './domain.ts';
import { UAC } from './schema/user-account-control.ts';

const DAY_MS = 86_400_000;
const ENABLED_FOR_EVER = String(UAC.normalAccount | UAC.dontExpirePassword);

/** A domain with the simulator's own accounts in it, the tenants' OU, and in that one account that is nobody's business. */
export function seedDirectory(world: World, now: number, accounts: readonly Account[]): void {
  const random = seededRandom(1, 'directory');
  const createdAt = now - 500 * DAY_MS;
  const put = (
    parent: string,
    rdn: Rdn,
    attributes: DirectoryRecord['attributes'],
    rid: number | null = null,
  ): string => {
    const guid = mintGuid(random);
    const times = { createdAt, changedAt: createdAt, failedTries: 0, lockedAt: null };
    world.directory.put({ seq: world.nextSeq(), guid, parent, rdn, rid, attributes, password: null, ...times });
    return guid;
  };
  world.fill(() => {
    const root = put('', { type: 'DC', value: 'corp' }, { objectClass: ['top', 'domain', 'domainDNS'] });
    const folder = (type: 'OU' | 'CN', value: string, description: string): string => {
      const kind = type === 'OU' ? 'organizationalUnit' : 'container';
      return put(root, { type, value }, { objectClass: ['top', kind], description: [description] });
    };
    const users = folder('CN', 'Users', 'Default container for user accounts');
    const service = folder('OU', 'Service', 'Accounts of programs');
    const tenants = folder('OU', 'Tenants', 'Accounts of customers; CORP\\svc-vdc may write here');
    folder('OU', 'Former', 'Accounts that somebody has moved away');
    let rid = 1001;
    for (const account of accounts.filter(({ domain }) => domain !== ''))
      put(service, { type: 'CN', value: account.username }, userAttributes(account.username, account.upn), rid++);
    const group = { objectClass: ['top', 'group'], sAMAccountName: ['Domain Admins'], groupType: ['-2147483646'] };
    put(
      users,
      { type: 'CN', value: 'Domain Admins' },
      { ...group, member: [`CN=Administrator,CN=Users,${DOMAIN.dn}`] },
      512,
    );
    put(users, { type: 'CN', value: 'Administrator' }, userAttributes('Administrator'), 500);
    const legacy = userAttributes('legacy', `legacy@${DOMAIN.tenantsUpnSuffix}`);
    put(
      tenants,
      { type: 'CN', value: 'Legacy Customer' },
      { ...legacy, displayName: ['Legacy Customer'], mail: ['legacy@customer.example'] },
      1101,
    );
  });
}

function userAttributes(samAccountName: string, upn?: string): DirectoryRecord['attributes'] {
  return {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: [samAccountName],
    ...(upn === undefined ? {} : { userPrincipalName: [upn] }),
    userAccountControl: [ENABLED_FOR_EVER],
  };
}
