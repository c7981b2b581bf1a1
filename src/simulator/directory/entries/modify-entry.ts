import type { DirectoryRecord } from '../../world/directory-record.ts';
import { findEntry } from '../dn/find-entry.ts';
import { attributeProblem, DirectoryRefusal, updateProblem, unwilling } from '../directory-refusal.ts';
import type { LdapAttribute, LdapChange } from '../ldap/ldap-request.ts';
import { RESULT } from '../ldap/results.ts';
import { isPassword } from '../login/password-hash.ts';
import { readUnicodePwd } from '../login/password-policy.ts';
import { attributeRule, type AttributeRule } from '../schema/attributes.ts';
import { finishAccount } from './change-account.ts';
import { checkMayWrite } from './delegation.ts';
import { type DirectoryCall, ownAccountOf } from './directory-context.ts';
import { readWrittenValues, severalValues, writableRule } from './read-written.ts';

/** Carries out all of the changes, in their order. Throws a DirectoryRefusal, and then none of them. */
export function modifyEntry(call: DirectoryCall, dn: string, changes: readonly LdapChange[]): void {
  const before = findEntry(call.world, dn);
  checkRdn(changes);
  const passwords = changes.filter(({ attribute }) => attribute.type.toLowerCase() === 'unicodepwd');
  const others = changes.filter((change) => !passwords.includes(change));
  // What the schema does not let anybody write comes before whether this caller may.
  for (const { attribute } of others) writableRule(attribute.type);
  const isOwnChange = call.caller.kind === 'account' && call.caller.guid === before.guid && others.length === 0;
  const isChange = passwords.length === 2 && passwords[0]?.kind === 'delete' && passwords[1]?.kind === 'add';
  // Everybody may change their own password, by proving the old one.
  if (!(isOwnChange && isChange))
    checkMayWrite(
      call,
      before,
      changes.map(({ attribute }) => spelled(attribute.type)),
    );
  const password = passwords.length === 0 ? undefined : readNewPassword(call, before, passwords);
  const attributes: Record<string, readonly string[]> = { ...before.attributes };
  for (const change of others) {
    const rule = writableRule(change.attribute.type);
    const after = changedValues(call, rule, attributes[rule.name] ?? [], change);
    if (after.length === 0) delete attributes[rule.name];
    else attributes[rule.name] = after;
  }
  checkNeeded(before, attributes);
  const written = new Set(others.map(({ attribute }) => spelled(attribute.type)));
  const after = { ...before, attributes, changedAt: call.now };
  call.world.directory.put(finishAccount(call, { after, written, ...(password === undefined ? {} : { password }) }));
}

function spelled(type: string): string {
  return attributeRule(type)?.name ?? type;
}

/** The name of an object is changed by a request of its own. */
function checkRdn(changes: readonly LdapChange[]): void {
  if (changes.some(({ attribute }) => ['cn', 'ou', 'dc', 'name'].includes(attribute.type.toLowerCase())))
    throw updateProblem(RESULT.notAllowedOnRdn, '00002016', '6004 (CANT_ON_RDN)');
}

function changedValues(
  call: DirectoryCall,
  rule: AttributeRule,
  before: readonly string[],
  { kind, attribute }: LdapChange,
): readonly string[] {
  switch (kind) {
    case 'replace':
      return readWrittenValues(rule, attribute);
    case 'add':
      return added(call, rule, before, readWrittenValues(rule, attribute));
    case 'delete':
      return removed(call, rule, before, attribute);
    default:
      return kind satisfies never;
  }
}

function added(
  { isPermissive = false }: DirectoryCall,
  rule: AttributeRule,
  before: readonly string[],
  texts: readonly string[],
): readonly string[] {
  const fresh = texts.filter((text) => !holds(before, text));
  if (fresh.length < texts.length && !isPermissive)
    throw attributeProblem(RESULT.attributeOrValueExists, '00002083', '1006 (ATT_OR_VALUE_EXISTS)', rule.name);
  const after = [...before, ...fresh];
  if (!rule.isMulti && after.length > 1) throw severalValues(rule);
  return after;
}

function removed(
  { isPermissive = false }: DirectoryCall,
  rule: AttributeRule,
  before: readonly string[],
  { values }: LdapAttribute,
): readonly string[] {
  const texts = values.map((value) => value.toString('utf8'));
  const isThere = texts.length === 0 ? before.length > 0 : texts.every((text) => holds(before, text));
  if (!isThere && !isPermissive)
    throw attributeProblem(RESULT.noSuchAttribute, '00002085', '1001 (NO_ATTRIBUTE_OR_VAL)', rule.name);
  return texts.length === 0 ? [] : before.filter((text) => !holds(texts, text));
}

function holds(values: readonly string[], wanted: string): boolean {
  return values.some((value) => value.toLowerCase() === wanted.toLowerCase());
}

/** A reset is one `replace`, a change a `delete` of the old and an `add` of the new one; anything else means nothing. */
function readNewPassword(call: DirectoryCall, entry: DirectoryRecord, changes: readonly LdapChange[]): string {
  const [first, second, ...more] = changes;
  const only = (change: LdapChange): Buffer => {
    const [value, ...others] = change.attribute.values;
    if (value === undefined || others.length > 0) throw unwilling('0000001F');
    return value;
  };
  // Their passwords are not the directory's.
  if (ownAccountOf(call, entry) !== undefined) throw unwilling('00000057');
  if (first?.kind === 'replace' && second === undefined) return readUnicodePwd(only(first));
  if (first?.kind !== 'delete' || second?.kind !== 'add' || more.length > 0) throw unwilling('00000057');
  const old = readUnicodePwd(only(first));
  if (entry.password === null || !isPassword(old, entry.password))
    throw attributeProblem(RESULT.constraintViolation, '00000056', '1005 (CONSTRAINT_ATT_TYPE)', 'unicodePwd');
  return readUnicodePwd(only(second));
}

/** What an account cannot be without. */
function checkNeeded(before: DirectoryRecord, after: Readonly<Record<string, readonly string[]>>): void {
  const lost = ['sAMAccountName', 'userAccountControl'].find((name) => name in before.attributes && !(name in after));
  if (lost !== undefined)
    throw new DirectoryRefusal(
      RESULT.objectClassViolation,
      '0000207B: UpdErr: DSID-030511B5, problem 6002 (OBJ_CLASS_VIOLATION), data 0\n',
    );
}
