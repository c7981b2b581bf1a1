import type { DirectoryRecord } from '../../world/directory-record.ts';
import { alreadyExists, attributeProblem, DirectoryRefusal } from '../directory-refusal.ts';
import { RESULT } from '../ldap/results.ts';
import type { DirectoryCall } from './directory-context.ts';

const FORBIDDEN = /["/\\[\]:;|=,+*?<>]|\p{Cc}/u;
const LONGEST_OF_USERS = 20;

/** The login of a user: at most 20 characters, without some, and nobody else's in the whole domain. Throws. */
export function checkSamAccountName(call: DirectoryCall, name: string, owner: string): void {
  if (name.length > LONGEST_OF_USERS || FORBIDDEN.test(name) || name.endsWith('.') || name.trim() === '')
    throw new DirectoryRefusal(
      RESULT.other,
      '00000523: SysErr: DSID-031A1202, problem 22 (Invalid argument), data 0\n',
    );
  if (isTaken(call.world.directory.where('samAccountName', name), owner)) throw alreadyExists('00000524');
}

/** Throws 19 with 000021C8. */
export function checkUserPrincipalName(call: DirectoryCall, name: string, owner: string): void {
  if (call.knobs.get('upn-uniqueness') === 'ignore') return;
  if (isTaken(call.world.directory.where('upn', name), owner))
    throw attributeProblem(RESULT.constraintViolation, '000021C8', '1005 (CONSTRAINT_ATT_TYPE)', 'userPrincipalName');
}

function isTaken(holders: readonly DirectoryRecord[], owner: string): boolean {
  return holders.some(({ guid }) => guid !== owner);
}
