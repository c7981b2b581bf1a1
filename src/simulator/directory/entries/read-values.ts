import type { DirectoryRecord } from '../../world/directory-record.ts';
import { dnOf } from '../dn/find-entry.ts';
import { DOMAIN } from '../domain.ts';
import { isLocked } from '../login/log-on.ts';
import { guidBytes, sidBytes } from '../schema/octets.ts';
import { fileTime, generalizedTime } from '../schema/times.ts';
import { UAC } from '../schema/user-account-control.ts';
import { creatableClasses, writableAttributes } from './delegation.ts';
import { accountControlOf, type DirectoryCall, firstOf, isUser } from './directory-context.ts';

type Values = readonly (string | Buffer)[];
type Reader = (entry: DirectoryRecord, call: DirectoryCall) => Values;

const NONE: Values = [];

/** The values of one attribute, by the schema's spelling; none when the object lacks it. A password is never read. */
export function valuesOf(entry: DirectoryRecord, name: string, call: DirectoryCall): Values {
  return readers[name]?.(entry, call) ?? entry.attributes[name] ?? NONE;
}

const one = (value: string | Buffer | undefined): Values => (value === undefined ? NONE : [value]);
const ofUser =
  (value: (entry: DirectoryRecord, call: DirectoryCall) => string): Reader =>
  (entry, call) =>
    isUser(entry) ? [value(entry, call)] : NONE;
const named =
  (type: string): Reader =>
  ({ rdn }) =>
    rdn.type === type ? [rdn.value] : NONE;
const ofDomain =
  (value: (call: DirectoryCall) => number | string): Reader =>
  (entry, call) =>
    entry.parent === '' ? [String(value(call))] : NONE;

const MINUTE_STEPS = 600_000_000n;

const readers: Readonly<Record<string, Reader>> = {
  unicodePwd: () => NONE,
  objectGUID: ({ guid }) => [guidBytes(guid)],
  objectSid: ({ rid, parent }) =>
    parent === '' ? [sidBytes(DOMAIN.sid)] : one(rid === null ? undefined : sidBytes(`${DOMAIN.sid}-${rid}`)),
  distinguishedName: (entry, { world }) => [dnOf(world, entry)],
  canonicalName: (entry, { world }) => [canonicalName(entry, world)],
  cn: named('CN'),
  ou: named('OU'),
  dc: named('DC'),
  name: ({ rdn }) => [rdn.value],
  objectCategory: (entry) => one(categoryOf(entry)),
  instanceType: ({ parent }) => [parent === '' ? '5' : '4'],
  whenCreated: ({ createdAt }) => [generalizedTime(createdAt)],
  whenChanged: ({ changedAt }) => [generalizedTime(changedAt)],
  uSNCreated: ({ seq }) => [String(12_000 + seq)],
  uSNChanged: ({ seq, createdAt, changedAt }) => [String(12_000 + seq + Math.max(0, changedAt - createdAt))],
  memberOf: (entry, { world }) => {
    const dn = dnOf(world, entry).toLowerCase();
    const isMember = (group: DirectoryRecord): boolean =>
      group.attributes['member']?.some((member) => member.toLowerCase() === dn) ?? false;
    return world.directory.rows.filter(isMember).map((group) => dnOf(world, group));
  },
  badPwdCount: ofUser(({ failedTries }) => String(failedTries)),
  sAMAccountType: ofUser(() => '805306368'),
  codePage: ofUser(() => '0'),
  countryCode: ofUser(() => '0'),
  primaryGroupID: ofUser(() => '513'),
  accountExpires: ofUser((entry) => firstOf(entry, 'accountExpires') ?? '9223372036854775807'),
  pwdLastSet: ofUser((entry) => firstOf(entry, 'pwdLastSet') ?? '0'),
  lockoutTime: (entry) => one(entry.lockedAt === null ? firstOf(entry, 'lockoutTime') : fileTime(entry.lockedAt)),
  'msDS-User-Account-Control-Computed': ofUser((entry, call) => {
    const mustChange = firstOf(entry, 'pwdLastSet') === '0' && (accountControlOf(entry) & UAC.dontExpirePassword) === 0;
    return String((isLocked(call, entry, call.now) ? UAC.lockout : 0) | (mustChange ? UAC.passwordExpired : 0));
  }),
  allowedChildClassesEffective: (entry, call) => creatableClasses(call, entry),
  allowedAttributesEffective: (entry, call) => writableAttributes(call, entry).filter((name) => name !== 'unicodePwd'),
  minPwdLength: ofDomain(({ knobs }) => knobs.get('password-min-length')),
  pwdProperties: ofDomain(({ knobs }) => (knobs.get('password-complexity') === 'on' ? 1 : 0)),
  pwdHistoryLength: ofDomain(() => 0),
  maxPwdAge: ofDomain(() => '-9223372036854775808'),
  minPwdAge: ofDomain(() => 0),
  lockoutThreshold: ofDomain(({ knobs }) => knobs.get('account-lockout')),
  lockoutDuration: ofDomain(({ knobs }) => String(-BigInt(knobs.get('account-lockout-ms')) * 10_000n)),
  lockOutObservationWindow: ofDomain(() => String(-30n * MINUTE_STEPS)),
};

/** `corp.example/Tenants/ops` */
function canonicalName(entry: DirectoryRecord, world: DirectoryCall['world']): string {
  const names: string[] = [];
  let at: DirectoryRecord | undefined = entry;
  while (at !== undefined && at.parent !== '') {
    names.unshift(at.rdn.value.replaceAll('/', String.raw`\/`));
    at = world.directory.get(at.parent);
  }
  return `${DOMAIN.dns}/${names.join('/')}`;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  user: 'Person',
  group: 'Group',
  organizationalUnit: 'Organizational-Unit',
  container: 'Container',
  domainDNS: 'Domain-DNS',
};

export function categoryDn(category: string): string {
  return `CN=${category},CN=Schema,CN=Configuration,${DOMAIN.dn}`;
}

function categoryOf({ attributes }: DirectoryRecord): string | undefined {
  const category = CATEGORIES[attributes['objectClass']?.at(-1) ?? ''];
  return category === undefined ? undefined : categoryDn(category);
}
