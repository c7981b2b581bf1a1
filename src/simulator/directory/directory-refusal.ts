import { RESULT } from './ldap/results.ts';

/** The domain controller says no: a result code and the text in which eight hexadecimal digits say more. */
export class DirectoryRefusal extends Error {
  override readonly name = 'DirectoryRefusal';
  readonly result: number;
  readonly matchedDn: string;
  readonly referrals: readonly string[];

  constructor(
    result: number,
    diagnostic: string,
    more: { readonly matchedDn?: string; readonly referrals?: readonly string[] } = {},
  ) {
    super(diagnostic);
    this.result = result;
    this.matchedDn = more.matchedDn ?? '';
    this.referrals = more.referrals ?? [];
  }
}

/** `problem 5003`: the request is understood and will not be done. `code` is a Win32 error in eight digits. */
export function unwilling(code: string): DirectoryRefusal {
  return new DirectoryRefusal(
    RESULT.unwillingToPerform,
    `${code}: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n`,
  );
}

export function attributeProblem(
  result: number,
  code: string,
  problem: '1001 (NO_ATTRIBUTE_OR_VAL)' | '1005 (CONSTRAINT_ATT_TYPE)' | '1006 (ATT_OR_VALUE_EXISTS)',
  attribute: string,
): DirectoryRefusal {
  const place = 'DSID-03191083';
  return new DirectoryRefusal(
    result,
    `${code}: AtrErr: ${place}, #1:\n\t0: ${code}: ${place}, problem ${problem}, data 0, Att ${attributeId(attribute)} (${attribute})\n`,
  );
}

export function alreadyExists(code: '00002071' | '00000524'): DirectoryRefusal {
  return updateProblem(RESULT.entryAlreadyExists, code, '6005 (ENTRY_EXISTS)');
}

export function updateProblem(result: number, code: string, problem: string): DirectoryRefusal {
  return new DirectoryRefusal(result, `${code}: UpdErr: DSID-031B0D70, problem ${problem}, data 0\n`);
}

export function noRights(code: '00000005' | '00002098'): DirectoryRefusal {
  return new DirectoryRefusal(
    RESULT.insufficientAccessRights,
    `${code}: SecErr: DSID-03152DB2, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n`,
  );
}

/** `bestMatch` is the deepest object on the way that is there. */
export function noSuchObject(bestMatch: string): DirectoryRefusal {
  return new DirectoryRefusal(
    RESULT.noSuchObject,
    `0000208D: NameErr: DSID-03100241, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${bestMatch}'\n`,
    { matchedDn: bestMatch },
  );
}

export function badName(): DirectoryRefusal {
  return new DirectoryRefusal(
    RESULT.invalidDnSyntax,
    '0000208F: NameErr: DSID-031001F7, problem 2006 (BAD_NAME), data 8350, best match of:\n\t\n',
  );
}

/** What the protocol front says, before any object is looked at. */
export function ldapProblem(result: number, code: string, comment: string): DirectoryRefusal {
  return new DirectoryRefusal(result, `${code}: LdapErr: DSID-0C090A5C, comment: ${comment}, data 0, v4563`);
}

export function unconvertible(result: number): DirectoryRefusal {
  return ldapProblem(result, '00000057', 'Error in attribute conversion operation');
}

/** Of two attributes the published ones; the others have made-up ids of the same looks. */
function attributeId(attribute: string): string {
  if (attribute === 'unicodePwd') return '9005a';
  if (attribute === 'userPrincipalName') return '90290';
  let sum = 0;
  for (const letter of attribute) sum = (sum * 31 + letter.charCodeAt(0)) % 0xffff;
  return `9${sum.toString(16).padStart(4, '0')}`;
}
