import { ControllerError, type Retry } from '../../../model/controller-error.ts';
import { readDiagnostic, type Diagnostic } from './diagnostic.ts';
import type { LdapAnswer } from './ldap-answer.ts';

/** What was asked for, as it reads behind `would not` or `could not`. */
export interface Attempt {
  readonly origin: string;
  /** `create the account vdc-acme`. */
  readonly doing: string;
  /** The right without which this fails, as `docs/permissions.md` names it. */
  readonly right?: string;
}

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly retry?: Retry;
}

/** LDAP's result codes that mean something of their own here (RFC 4511, appendix A). */
export const RESULT = {
  sizeLimit: 4,
  referral: 10,
  noSuchAttribute: 16,
  constraint: 19,
  attributeOrValueExists: 20,
  noSuchObject: 32,
  unwilling: 53,
  exists: 68,
} as const;

/** Win32: ERROR_DS_UPN_VALUE_NOT_UNIQUE_IN_FOREST; Samba has no word for it but ERROR_DS_CONSTRAINT_VIOLATION and a sentence. */
const UPN_NOT_UNIQUE = '000021C8';
const SAMBA_CONSTRAINT = '0000202F';

/**
 * Why Active Directory would not do it, in words: its result codes are few and mean much, the Win32 code at the start of the
 * text says more (wire: active-directory 4). Never holds a value that was sent.
 */
export function explainRefusal(answer: Pick<LdapAnswer, 'result' | 'text'>, attempt: Attempt): ControllerError {
  const diagnostic = readDiagnostic(answer.text);
  const { code, message, retry = 'never' } = explain(answer.result, diagnostic, attempt);
  const { hex } = diagnostic;
  return new ControllerError(code, message, {
    retry,
    details: { origin: attempt.origin, result: answer.result, ...(hex === '' ? {} : { win32: hex }) },
  });
}

function explain(result: number, diagnostic: Diagnostic, attempt: Attempt): Explanation {
  const { hex, shown } = diagnostic;
  const { origin, doing, right = 'not known' } = attempt;
  const wouldNot = `The domain controller (${origin}) would not ${doing}`;
  if (result === RESULT.constraint || result === RESULT.unwilling) {
    const known = explainConstraint(diagnostic, wouldNot);
    if (known !== undefined) return known;
  }
  switch (result) {
    case 50:
      return {
        code: 'DIRECTORY_FORBIDDEN',
        message: `${wouldNot}, because the service account lacks a right: ${right}. Grant it as docs/permissions.md#active-directory shows.`,
      };
    case RESULT.noSuchObject:
      return {
        code: 'DIRECTORY_OBJECT_MISSING',
        message: `${wouldNot}: there is no such object, or the service account may not see it. Look for it in the domain, and for the rights of docs/permissions.md#active-directory.`,
      };
    case 66:
      return {
        code: 'ACCOUNT_HAS_CHILDREN',
        message: `${wouldNot}: other objects hang below it (a synchronised phone, a printer, a service connection point), and only they would tell whether somebody needs them. Look at them with "Users, Contacts, Groups, and Computers as containers" switched on, and remove them by hand.`,
      };
    case RESULT.exists:
      return { code: 'ACCOUNT_NAME_TAKEN', message: `${wouldNot}: the name is taken in the domain.` };
    case 8:
    case 13:
      return {
        code: 'DIRECTORY_SIGNING_REQUIRED',
        message: `${wouldNot}, because it takes this connection for unprotected (LDAP result ${result}, ${hex || 'no code'}). We speak TLS, so something in between ends it: go around the proxy or load balancer.`,
      };
    case 3:
    case 11:
    case 51:
    case 52:
    case 80:
      return {
        code: 'DIRECTORY_BUSY',
        message: `The domain controller (${origin}) could not ${doing} now (LDAP result ${result}${hex === '' ? '' : `, ${hex}`}): it is busy, starting, or in trouble. It is asked again later; if this stays, see its event log.`,
        retry: 'later',
      };
    case RESULT.sizeLimit:
      return incomplete(`stopped at a size limit when asked to ${doing}`, origin);
    case RESULT.referral:
      return incomplete(`sent us to another server when asked to ${doing}`, origin);
    default:
      return {
        code: 'DIRECTORY_REFUSED',
        message: `${wouldNot} (LDAP result ${result}${hex === '' ? '' : `, Win32 code ${hex}`}). It says: ${shown === '' ? 'nothing' : shown}. Look the code up, and at the event log of the domain controller.`,
      };
  }
}

function explainConstraint({ hex, shown }: Diagnostic, wouldNot: string): Explanation | undefined {
  switch (hex) {
    case '0000052D':
      return {
        code: 'DIRECTORY_PASSWORD_REFUSED',
        message: `${wouldNot}: the password does not meet the domain's policy, and the directory does not say why. Ours has four kinds of characters and at least the length that the domain and its fine-grained policy ask for, so most likely a fine-grained policy asks for more and cannot be read by the service account (docs/permissions.md#password-policies), or a password filter of another maker is installed on the domain controllers.`,
      };
    case '0000001F':
      return {
        code: 'DIRECTORY_PASSWORD_UNSENDABLE',
        message: `${wouldNot}: it found the connection not encrypted, or the password not in the form it expects. We speak TLS, so something in between ends it: go around the proxy or load balancer.`,
      };
    case UPN_NOT_UNIQUE:
      return {
        code: 'ACCOUNT_UPN_TAKEN',
        message: `${wouldNot}: another account of the forest has that user principal name already.`,
      };
    case SAMBA_CONSTRAINT:
      return /userPrincipalName/i.test(shown)
        ? { code: 'ACCOUNT_UPN_TAKEN', message: `${wouldNot}: another account has that user principal name already.` }
        : undefined;
    default:
      return undefined;
  }
}

function incomplete(what: string, origin: string): Explanation {
  return {
    code: 'DIRECTORY_INCOMPLETE',
    message: `The domain controller (${origin}) ${what}, so what it told is only a part. A part is never taken for the whole: nothing was decided by it. Name a domain controller that holds the OU in \`directory.url\`, and see its LDAP policy (MaxPageSize, MaxResultSetSize).`,
    retry: 'later',
  };
}
