import type { LogonRefusal } from '../../auth/accounts.ts';
import { dnOf, findEntry } from '../dn/find-entry.ts';
import { DirectoryRefusal, ldapProblem, unconvertible } from '../directory-refusal.ts';
import { DOMAIN } from '../domain.ts';
import { addEntry } from '../entries/add-entry.ts';
import { deleteEntry } from '../entries/delete-entry.ts';
import { type Caller, type DirectoryCall, firstOf } from '../entries/directory-context.ts';
import { createMatcher } from '../entries/match-filter.ts';
import { modifyEntry } from '../entries/modify-entry.ts';
import { renameEntry } from '../entries/rename-entry.ts';
import { logOnToDirectory } from '../login/log-on.ts';
import { attributeRule } from '../schema/attributes.ts';
import { checkLoggedIn, DONE } from './answer-search.ts';
import type { LdapOperation } from './ldap-request.ts';
import { RESULT } from './results.ts';
import type { LdapResult } from './write-response.ts';

const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3';

export type Bind = Extract<LdapOperation, { op: 'bind' }>;
export type PlainOperation = Exclude<LdapOperation, { op: 'search' | 'unbind' | 'abandon' | 'bind' }>;

/** Who has logged in by a bind. Throws a DirectoryRefusal, after which the connection is anonymous. */
export function logIn(call: DirectoryCall, { version, name, password }: Bind): Caller {
  if (version !== 3) throw ldapProblem(RESULT.protocolError, '00000057', 'Only LDAP version 3 is spoken here');
  if (password === null)
    throw ldapProblem(RESULT.authMethodNotSupported, '00002027', 'The simulator takes simple binds only');
  // As in a real domain, a name without a password is a success and means nobody: a trap for those who do not look.
  if (password === '') return { kind: 'anonymous' };
  const logon = logOnToDirectory(call, call.now, name, password);
  if (logon.ok) return { kind: 'account', guid: logon.entry.guid };
  throw new DirectoryRefusal(
    RESULT.invalidCredentials,
    `80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data ${DATA[logon.reason]}, v4563`,
  );
}

const DATA: Readonly<Record<LogonRefusal, string>> = {
  'unknown user': '525',
  'wrong password': '52e',
  disabled: '533',
  expired: '701',
  'must change password': '773',
  locked: '775',
};

/** Anything but a search and what has no answer. Throws a DirectoryRefusal, and then nothing has changed. */
export function carryOut(call: DirectoryCall, operation: PlainOperation): LdapResult {
  if (operation.op !== 'extended') checkLoggedIn(call);
  switch (operation.op) {
    case 'add':
      addEntry(call, operation.dn, operation.attributes);
      return DONE;
    case 'modify':
      modifyEntry(call, operation.dn, operation.changes);
      return DONE;
    case 'delete':
      deleteEntry(call, operation.dn);
      return DONE;
    case 'modifyDn':
      renameEntry(call, operation.dn, operation.newRdn, operation.newSuperior);
      return DONE;
    case 'compare':
      return compare(call, operation);
    case 'extended':
      return answerExtended(call, operation.oid);
    default:
      return operation satisfies never;
  }
}

function compare(call: DirectoryCall, { dn, attribute, value }: Extract<LdapOperation, { op: 'compare' }>): LdapResult {
  if (attributeRule(attribute) === undefined) throw unconvertible(RESULT.noSuchAttribute);
  const isSame = createMatcher({ kind: 'equals', attribute, value }, call)(findEntry(call.world, dn));
  return { ...DONE, result: isSame === true ? RESULT.compareTrue : RESULT.compareFalse };
}

function answerExtended(call: DirectoryCall, oid: string): LdapResult {
  if (oid !== WHO_AM_I) throw ldapProblem(RESULT.protocolError, '00000057', `The extended request ${oid} is not known`);
  const { caller, world } = call;
  const entry = caller.kind === 'account' ? world.directory.get(caller.guid) : undefined;
  return {
    ...DONE,
    value: entry === undefined ? '' : `u:${DOMAIN.netbios}\\${firstOf(entry, 'sAMAccountName') ?? dnOf(world, entry)}`,
  };
}
