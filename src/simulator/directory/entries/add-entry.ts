import { mintGuid } from '../../clock/seeded-random.ts';
import { directoryPlace, type DirectoryRecord } from '../../world/directory-record.ts';
import { dnOf, lookUp } from '../dn/find-entry.ts';
import { alreadyExists, attributeProblem, DirectoryRefusal, noSuchObject, unwilling } from '../directory-refusal.ts';
import type { LdapAttribute } from '../ldap/ldap-request.ts';
import { RESULT } from '../ldap/results.ts';
import { readUnicodePwd } from '../login/password-policy.ts';
import { UAC_OF_NEW } from '../schema/user-account-control.ts';
import { finishAccount } from './change-account.ts';
import { checkMayCreate } from './delegation.ts';
import type { DirectoryCall } from './directory-context.ts';
import { readWrittenValues, writableRule } from './read-written.ts';

const USER_CLASSES = ['top', 'person', 'organizationalPerson', 'user'];
const LONGEST_CN = 64;

/** Makes an account. Throws a DirectoryRefusal, and then nothing has changed. */
export function addEntry(call: DirectoryCall, dn: string, attributes: readonly LdapAttribute[]): void {
  const { at: parent, missing } = lookUp(call.world, dn);
  const [rdn, ...between] = missing;
  if (rdn === undefined) throw alreadyExists('00002071');
  if (between.length > 0) throw noSuchObject(dnOf(call.world, parent));
  checkMayCreate(call, parent, isAccount(attributes));
  if (rdn.type !== 'CN') throw namingViolation();
  if (rdn.value.length > LONGEST_CN)
    throw attributeProblem(RESULT.constraintViolation, '00002082', '1005 (CONSTRAINT_ATT_TYPE)', 'cn');
  const place = directoryPlace({ parent: parent.guid, rdn });
  if (call.world.directory.where('place', place).length > 0) throw alreadyExists('00002071');
  const { values, password } = readAttributes(call, attributes, rdn.value);
  const seq = call.world.nextSeq();
  const fresh: DirectoryRecord = {
    seq,
    guid: mintGuid(call.random),
    parent: parent.guid,
    rdn,
    rid: FIRST_RID + seq,
    attributes: values,
    password: null,
    createdAt: call.now,
    changedAt: call.now,
    failedTries: 0,
    lockedAt: null,
  };
  const change = {
    after: fresh,
    written: new Set(Object.keys(values)),
    ...(password === undefined ? {} : { password }),
  };
  call.world.directory.put(finishAccount(call, change));
}

function isAccount(attributes: readonly LdapAttribute[]): boolean {
  const classes = attributes.find(({ type }) => type.toLowerCase() === 'objectclass')?.values.map(String) ?? [];
  return classes.some((name) => name.toLowerCase() === 'user');
}

function readAttributes(call: DirectoryCall, attributes: readonly LdapAttribute[], cn: string) {
  const values: Record<string, readonly string[]> = {
    objectClass: USER_CLASSES,
    // Windows makes one up.
    sAMAccountName: [`$${randomText(call.random)}`],
    userAccountControl: [String(UAC_OF_NEW)],
  };
  let password: string | undefined;
  const seen = new Set<string>();
  for (const attribute of attributes) {
    const type = attribute.type.toLowerCase();
    if (seen.has(type))
      throw attributeProblem(RESULT.attributeOrValueExists, '00002083', '1006 (ATT_OR_VALUE_EXISTS)', type);
    seen.add(type);
    if (type === 'objectclass') {
      checkClasses(attribute);
      continue;
    }
    // The name of the object may be said again, but not otherwise.
    if (type === 'cn' || type === 'name' || type === 'distinguishedname') {
      if (type !== 'distinguishedname' && attribute.values.some((value) => value.toString('utf8') !== cn))
        throw namingViolation();
      continue;
    }
    const rule = writableRule(attribute.type);
    if (rule.kind === 'password') {
      if (call.knobs.get('password-in-add') === 'refuse') throw unwilling('0000001F');
      password = readUnicodePwd(attribute.values[0] ?? Buffer.alloc(0));
      continue;
    }
    const texts = readWrittenValues(rule, attribute);
    if (texts.length > 0) values[rule.name] = texts;
  }
  return { values, password };
}

/** Accounts of people only; auxiliary classes are not simulated. */
function checkClasses({ values }: LdapAttribute): void {
  const known = new Set(USER_CLASSES.map((name) => name.toLowerCase()));
  if (values.every((value) => known.has(value.toString('utf8').toLowerCase()))) return;
  throw new DirectoryRefusal(
    RESULT.objectClassViolation,
    '0000207B: UpdErr: DSID-030511B5, problem 6002 (OBJ_CLASS_VIOLATION), data 0\n',
  );
}

function namingViolation(): DirectoryRefusal {
  return new DirectoryRefusal(
    RESULT.namingViolation,
    '00002099: NameErr: DSID-0305109C, problem 2005 (NAMING_VIOLATION), data 0, best match of:\n\t\n',
  );
}

/** Above those that every domain has; the place in the order of creation is nobody else's. */
const FIRST_RID = 1103;

function randomText(random: () => number): string {
  return mintGuid(random).replaceAll('-', '').slice(0, 18).toUpperCase();
}
