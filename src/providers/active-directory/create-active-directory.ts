import { ControllerError } from '../../model/controller-error.ts';
import type { AccountProvider } from '../account-provider.ts';
import type { ActiveDirectoryOptions } from './active-directory-options.ts';
import { carryOutAction } from './carry-out-action.ts';
import { directoryAddress } from './client/directory-address.ts';
import { createLdapSession } from './client/ldap-session.ts';
import { tlsTrust } from './client/tls-trust.ts';
import type { DirectoryDoors } from './directory-doors.ts';
import { domainOf } from './dn.ts';
import { findTaken } from './find-taken.ts';
import { lookAgainOnce } from './look-again-once.ts';
import { observeAccounts } from './observe-accounts.ts';
import { setNewPassword } from './set-new-password.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const OPERATION_TIMEOUT_MS = 60_000;
/** A page of a thousand accounts has less than one. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/**
 * The accounts in Active Directory, over LDAPS and nothing else. Connects when it is first asked. Throws a ControllerError at once
 * for settings that cannot work, such as an address that is not `ldaps://`.
 */
export function createActiveDirectory(options: ActiveDirectoryOptions): AccountProvider {
  const { bindDn, password, ou, hide = () => undefined } = options;
  // A bind with a name and no password succeeds, as nobody (RFC 4513, 5.1.2), and then sees an empty directory.
  if (bindDn === '' || password === '') {
    throw new ControllerError(
      'DIRECTORY_LOGIN_REFUSED',
      'The service account of the directory has no name or no password (directory.bindDn, directory.password). Without them the directory would let us in as nobody, and nobody sees no accounts.',
    );
  }
  hide(password);
  const address = directoryAddress(options.url);
  const session = createLdapSession({
    address,
    secureContext: tlsTrust(options.ca),
    bindDn,
    password,
    now: options.now,
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    operationTimeoutMs: options.operationTimeoutMs ?? OPERATION_TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    assertMayWrite: options.assertMayWrite,
    onRequest: options.onRequest,
  });
  const { origin } = address;
  const { randomBytes } = options;
  const doors: DirectoryDoors = { session, origin, ou, domain: domainOf(ou), randomBytes, hide };
  return {
    observe: (knownIds, signal) => observeAccounts(knownIds, doors, signal),
    findTaken: (names, signal) => findTaken(names, doors, signal),
    carryOut: (action, signal) => carryOutAction(action, doors, signal),
    setNewPassword: (accountId, mark, signal) => lookAgainOnce(() => setNewPassword(accountId, mark, doors, signal)),
    close: async () => session.close(),
  };
}
